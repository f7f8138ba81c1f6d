import { NeedsPerson } from '../../../domain/errors.ts';
import type { OrganisationId } from '../../../domain/ids.ts';
import { done, later, skipped, type JobOutcome } from '../../../domain/jobs.ts';
import { addActivity, announce } from '../../db/activity.ts';
import { findAsked, liftSuppression, type SuppressionRecord } from '../../db/suppressions.ts';
import { inOrganisation } from '../../db/transaction.ts';
import { dunlin, type Context } from '../context.ts';
import { replanAddressed } from './suppress.ts';

/** The provider does not let us in: an operator has to act first. */
const OPERATOR_MS = 15 * 60_000;

/**
 * Has the provider take off its lists what members allowed again, and only then lifts it here: a message before would be kept back and stop
 * the address anew. An address that the provider does not let go waits, and keeps no other. Throws TryLater.
 */
export async function forgetAtProvider(
  ctx: Context,
  organisationId: OrganisationId,
): Promise<JobOutcome> {
  const rows = await inOrganisation(ctx.store, organisationId, (tx) =>
    findAsked(tx, organisationId),
  );
  if (rows.length === 0) return skipped('nothing asked');
  let refused: NeedsPerson | undefined;
  for (const row of rows) refused = (await forget(ctx, row)) ?? refused;
  if (!refused) return done;
  ctx.log.error({ organisationId, code: refused.code }, 'provider keeps an address on its lists');
  return later(new Date(ctx.now().getTime() + OPERATOR_MS), refused.code);
}

async function forget(ctx: Context, row: SuppressionRecord): Promise<NeedsPerson | undefined> {
  const { address, reason } = row;
  try {
    await ctx.email.forgetSuppression?.({ address, complaint: reason === 'spam-report' });
  } catch (error) {
    if (error instanceof NeedsPerson) return error;
    throw error;
  }
  await lift(ctx, row);
  return undefined;
}

/** Nothing when a complaint came meanwhile, which takes the member's word back. */
async function lift(ctx: Context, row: SuppressionRecord): Promise<void> {
  const organisationId = row.organisationId as OrganisationId;
  const lifted = { liftedAt: ctx.now(), liftedBy: row.liftAskedBy ?? dunlin.name };
  await inOrganisation(ctx.store, organisationId, async (tx) => {
    if (!(await liftSuppression(tx, organisationId, row, lifted))) return;
    await addActivity(tx, {
      organisationId,
      at: ctx.now(),
      kind: 'address.forgotten',
      actor: dunlin,
      detail: { address: row.address },
    });
    await replanAddressed(tx, organisationId, row.address, ctx.now());
    await announce(tx, organisationId, 'invoices', 'deliveries');
  });
}
