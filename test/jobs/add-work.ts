import type { JobName, JobPayload } from '../../domain/jobs.ts';
import type { OrganisationId } from '../../domain/ids.ts';
import { addWork } from '../../server/db/outbox.ts';
import { inOrganisation } from '../../server/db/transaction.ts';
import type { Context } from '../../server/services/context.ts';
import type { TestDatabase } from '../support/database.ts';

export interface WorkRow extends Record<string, unknown> {
  id: string;
  name: string;
  key: string;
  state: string;
  attempts: number;
  available_at: Date;
  queued_at: Date | null;
  last_error: string | null;
}

/** Notes planning work about `key`, ready at once. */
export async function addPlanWork(
  ctx: Context,
  organisationId: OrganisationId,
  key: string,
): Promise<void> {
  await addAnyWork(ctx, organisationId, {
    name: 'reminders.plan',
    key,
    payload: { organisationId, scope: 'due' },
  });
}

export async function addAnyWork<Name extends JobName>(
  ctx: Context,
  organisationId: OrganisationId,
  work: { name: Name; key: string; payload: JobPayload<Name> },
): Promise<void> {
  await inOrganisation(ctx.store, organisationId, (tx) =>
    addWork(tx, { organisationId, ...work, availableAt: ctx.now() }),
  );
}

export function workOf(database: TestDatabase, organisationId: OrganisationId): Promise<WorkRow[]> {
  return database.query<WorkRow>('select * from outbox where organisation_id = $1 order by id', [
    organisationId,
  ]);
}
