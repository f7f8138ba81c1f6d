import { sql } from 'drizzle-orm';
import type { DeliveryId, InvoiceId, OrganisationId, PersonId } from '../../domain/ids.ts';
import type { LiveTopic } from '../../domain/api/endpoints.ts';
import { activity } from './schema/index.ts';
import type { Tx } from './transaction.ts';

export interface ActivityEntry {
  organisationId: OrganisationId;
  at: Date;
  kind: string;
  actor: {
    kind: 'person' | 'rule' | 'books' | 'dunlin';
    name: string;
    personId?: PersonId | undefined;
  };
  invoiceId?: InvoiceId;
  deliveryId?: DeliveryId;
  detail?: Record<string, string | number | boolean | null | string[]>;
}

/** Writes history in the transaction of the change itself. */
export async function addActivity(tx: Tx, ...entries: ActivityEntry[]): Promise<void> {
  if (entries.length === 0) return;
  await tx.insert(activity).values(
    entries.map(({ actor, ...entry }) => ({
      ...entry,
      actorKind: actor.kind,
      actorName: actor.name,
      personId: actor.personId ?? null,
      detail: entry.detail ?? {},
    })),
  );
}

/** Tells open browsers, once the transaction commits, that something of this kind changed. */
export async function announce(
  tx: Tx,
  organisationId: OrganisationId,
  ...topics: LiveTopic[]
): Promise<void> {
  for (const topic of topics)
    await tx.execute(sql`select pg_notify('live', ${`${organisationId} ${topic}`})`);
}
