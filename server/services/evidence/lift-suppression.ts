import { isWish } from '../../../domain/deliveries/report.ts';
import { NotFound, Refused } from '../../../domain/errors.ts';
import type { OrganisationId } from '../../../domain/ids.ts';
import { addActivity, announce } from '../../db/activity.ts';
import { addWork } from '../../db/outbox.ts';
import {
  askLift,
  liftSuppression,
  lockSuppressed,
  type SuppressionRecord,
} from '../../db/suppressions.ts';
import { inOrganisation, type Tx } from '../../db/transaction.ts';
import { actorOf, dunlin, type Actor, type Context, type Member } from '../context.ts';
import { assertMay } from '../organisations/may.ts';
import { replanAddressed } from './suppress.ts';

/** What a member allows; `wanted`: they have it from the reader, who had asked for no more, that messages are wanted again. */
interface Lift {
  address: string;
  wanted: boolean;
}

/**
 * Messages may go to the address again, and what waited for it is planned again: at once, or when the provider has taken it off its own
 * lists, which would keep the next message from it. Again does nothing more. Throws NotFound when it is not suppressed, and Refused
 * `address.unwanted` when its reader had asked for no more (E34) and nobody says that they changed their mind.
 */
export async function liftAddress(
  ctx: Context,
  member: Member,
  { address, wanted }: Lift,
): Promise<void> {
  assertMay(member, 'work');
  const { organisationId } = member;
  await inOrganisation(ctx.store, organisationId, async (tx) => {
    const row = await lockSuppressed(tx, organisationId, address);
    if (!row) throw new NotFound('address.not-suppressed', 'nothing to lift');
    if (isWish(row.reason) && !wanted)
      throw new Refused('address.unwanted', 'its reader had asked for no more');
    if (row.liftAskedAt !== null) return;
    if (!isListed(ctx, row)) await lift(ctx, tx, row, actorOf(member));
    else await askProvider(ctx, tx, row, member);
  });
}

/** The reader wants the messages again, which takes back their own wish and nothing else (E34). */
export async function liftByReader(
  ctx: Context,
  tx: Tx,
  organisationId: OrganisationId,
  address: string,
): Promise<void> {
  const row = await lockSuppressed(tx, organisationId, address);
  if (row?.reason === 'unsubscribed') await lift(ctx, tx, row, dunlin);
}

/** Whether the provider would keep the next message back. Its list of unsubscribed readers is theirs, and nobody else changes it. */
function isListed({ email }: Context, { reason }: SuppressionRecord): boolean {
  return email.forgetSuppression !== undefined && reason !== 'unsubscribed';
}

async function askProvider(
  ctx: Context,
  tx: Tx,
  row: SuppressionRecord,
  member: Member,
): Promise<void> {
  const organisationId = row.organisationId as OrganisationId;
  const now = ctx.now();
  await askLift(tx, organisationId, row.address, { liftAskedAt: now, liftAskedBy: member.name });
  await addWork(tx, {
    organisationId,
    name: 'address.forget',
    key: 'asked',
    payload: { organisationId },
    availableAt: now,
  });
  await note(ctx, tx, row, actorOf(member));
  await announce(tx, organisationId, 'invoices', 'deliveries');
}

async function lift(ctx: Context, tx: Tx, row: SuppressionRecord, by: Actor): Promise<void> {
  const organisationId = row.organisationId as OrganisationId;
  const lifted = { liftedAt: ctx.now(), liftedBy: by.name };
  if (!(await liftSuppression(tx, organisationId, row, lifted))) return;
  await note(ctx, tx, row, by);
  await replanAddressed(tx, organisationId, row.address, ctx.now());
  await announce(tx, organisationId, 'invoices', 'deliveries');
}

function note(
  ctx: Context,
  tx: Tx,
  { organisationId, address, reason: report }: SuppressionRecord,
  actor: Actor,
): Promise<void> {
  return addActivity(tx, {
    organisationId: organisationId as OrganisationId,
    at: ctx.now(),
    kind: 'address.lifted',
    actor,
    detail: { address, report },
  });
}
