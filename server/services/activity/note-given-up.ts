import type { OrganisationId } from '../../../domain/ids.ts';
import { addActivity } from '../../db/activity.ts';
import type { OutboxRow } from '../../db/outbox.ts';
import { inOrganisation } from '../../db/transaction.ts';
import { dunlin, type Context } from '../context.ts';

/** Work that failed too often stops trying; the organisation's people see it in their activity log. */
export async function noteGivenUp(ctx: Context, row: OutboxRow, error: string): Promise<void> {
  const organisationId = row.organisationId as OrganisationId | null;
  if (organisationId === null) return;
  await inOrganisation(ctx.store, organisationId, (tx) =>
    addActivity(tx, {
      organisationId,
      at: ctx.now(),
      kind: 'work.failed',
      actor: dunlin,
      detail: { work: row.name, error: error.split(':')[0] ?? '' },
    }),
  );
}
