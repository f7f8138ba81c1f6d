import { sql } from 'drizzle-orm';
import type { PgTransactionConfig } from 'drizzle-orm/pg-core';
import type { OrganisationId, PersonId } from '../../domain/ids.ts';
import type { Database, Store } from './connect.ts';

/** An open transaction in which row-level security lets through one organisation, one person's memberships, or system work. */
export type Tx = Parameters<Parameters<Database['transaction']>[0]>[0];

/** The only way to an organisation's rows: everything inside sees that organisation alone. */
export function inOrganisation<T>(
  store: Store,
  organisationId: OrganisationId,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  return withSetting(store, 'app.organisation', organisationId, work);
}

/** The same, of one moment however long it takes, and unable to write. */
export function inOrganisationSnapshot<T>(
  store: Store,
  organisationId: OrganisationId,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  return withSetting(store, 'app.organisation', organisationId, work, {
    isolationLevel: 'repeatable read',
    accessMode: 'read only',
  });
}

/** Sees the person's memberships and the names of those organisations, nothing else of any organisation. */
export function asPerson<T>(
  store: Store,
  personId: PersonId,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  return withSetting(store, 'app.person', personId, work);
}

/** Sees outbox, connections and organisations of all, only to learn which organisation to enter. */
export function asSystem<T>(store: Store, work: (tx: Tx) => Promise<T>): Promise<T> {
  return withSetting(store, 'app.scope', 'system', work);
}

/**
 * Sees one organisation as `inOrganisation` does, and what system work sees: where the organisation's row and something that several share
 * must change together.
 */
export function inOrganisationAsSystem<T>(
  store: Store,
  organisationId: OrganisationId,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  return inOrganisation(store, organisationId, async (tx) => {
    await tx.execute(sql`select set_config('app.scope', 'system', true)`);
    return work(tx);
  });
}

function withSetting<T>(
  store: Store,
  name: string,
  value: string,
  work: (tx: Tx) => Promise<T>,
  config?: PgTransactionConfig,
): Promise<T> {
  return store.db.transaction(async (tx) => {
    await tx.execute(sql`select set_config(${name}, ${value}, true)`);
    return work(tx);
  }, config);
}
