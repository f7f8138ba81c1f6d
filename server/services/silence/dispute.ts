import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { DisputePost, DisputePut, SilenceRow } from '../../../domain/api/silence.ts';
import { Conflict, NotFound, Refused } from '../../../domain/errors.ts';
import type { InvoiceId, OrganisationId } from '../../../domain/ids.ts';
import { addDays, type LocalDate } from '../../../domain/local-date.ts';
import { addActivity } from '../../db/activity.ts';
import {
  addDispute,
  changeOpenDispute,
  findOpenDispute,
  type DisputeRecord,
} from '../../db/silence-records.ts';
import { updateOpenTask } from '../../db/tasks.ts';
import { inOrganisation, type Tx } from '../../db/transaction.ts';
import { actorOf, type Context, type Member } from '../context.ts';
import { assertMay } from '../organisations/may.ts';
import { addTask } from '../tasks/add.ts';
import { endTask } from '../tasks/end.ts';
import { getSilence } from './list.ts';
import { replanSilenced } from './replan.ts';
import { assertAhead, assertWithin, getOpenInvoice, isId, todayIn } from './subject.ts';

/** A dispute without an end becomes due for its owner after so many days. */
const DAYS_TO_ANSWER = 7;

const taskKey = (id: string) => `dispute:${id}`;
const dueOn = (untilOn: LocalDate | null, todayOn: LocalDate) =>
  untilOn ?? addDays(todayOn, DAYS_TO_ANSWER);

/**
 * Opens a dispute about an invoice or a part of it, with a task for its owner. Throws Refused when one is open already or nothing is left
 * to pay, Invalid for a day that has gone by or more than is open.
 */
export async function openDispute(
  ctx: Context,
  member: Member,
  invoiceId: InvoiceId,
  wanted: z.output<typeof DisputePost>,
): Promise<SilenceRow> {
  assertMay(member, 'work');
  const { organisationId } = member;
  return inOrganisation(ctx.store, organisationId, async (tx) => {
    const invoice = await getOpenInvoice(tx, organisationId, invoiceId);
    const todayOn = await todayIn(tx, organisationId, ctx.now());
    assertAhead('untilOn', wanted.untilOn, todayOn);
    assertWithin(wanted.amountMinor, invoice.openMinor);
    const dispute = {
      ...wanted,
      organisationId,
      id: randomUUID(),
      invoiceId,
      owner: wanted.owner || member.name,
      state: 'open' as const,
      createdAt: ctx.now(),
      createdBy: member.name,
    };
    if (!(await addDispute(tx, dispute)))
      throw new Refused('dispute.open-already', 'a dispute is open already');
    await addTask(tx, organisationId, ctx.now(), {
      kind: 'dispute',
      key: taskKey(dispute.id),
      dueOn: dueOn(dispute.untilOn, todayOn),
      customerId: invoice.customerId,
      invoiceId,
      owner: dispute.owner,
      note: dispute.reason,
      by: member.name,
    });
    await tell(ctx, tx, member, 'dispute.opened', dispute);
    return getSilence(tx, organisationId, dispute.id, ctx.now());
  });
}

/** Changes amount, reason, owner and end of a dispute that is open, and its task. Throws Conflict when somebody was faster. */
export async function changeDispute(
  ctx: Context,
  member: Member,
  id: string,
  { version, ...wanted }: z.output<typeof DisputePut>,
): Promise<SilenceRow> {
  assertMay(member, 'work');
  const { organisationId } = member;
  return inOrganisation(ctx.store, organisationId, async (tx) => {
    const dispute = await getDispute(tx, organisationId, id);
    const invoice = await getOpenInvoice(tx, organisationId, dispute.invoiceId as InvoiceId);
    const todayOn = await todayIn(tx, organisationId, ctx.now());
    // An end that is over may stay as it is.
    if (wanted.untilOn !== dispute.untilOn) assertAhead('untilOn', wanted.untilOn, todayOn);
    if (wanted.amountMinor !== dispute.amountMinor)
      assertWithin(wanted.amountMinor, invoice.openMinor);
    const change = { ...wanted, owner: wanted.owner || dispute.owner };
    if (!(await changeOpenDispute(tx, organisationId, { id, version }, change))) throw changed();
    await updateOpenTask(tx, organisationId, taskKey(id), {
      dueOn: dueOn(change.untilOn, todayOn),
      note: change.reason,
      ...(change.owner === dispute.owner ? {} : { owner: change.owner, ownerId: null }),
    });
    await tell(ctx, tx, member, 'dispute.changed', { ...dispute, ...change });
    return getSilence(tx, organisationId, id, ctx.now());
  });
}

/** Closes a dispute and its task; the invoice is reminded again. */
export async function closeDispute(
  ctx: Context,
  member: Member,
  id: string,
  version: number,
): Promise<void> {
  assertMay(member, 'work');
  const { organisationId } = member;
  await inOrganisation(ctx.store, organisationId, async (tx) => {
    const dispute = await getDispute(tx, organisationId, id);
    const end = { state: 'closed' as const, closedAt: ctx.now(), closedBy: member.name };
    if (!(await changeOpenDispute(tx, organisationId, { id, version }, end))) throw changed();
    await endTask(tx, organisationId, taskKey(id), { at: ctx.now(), by: member.name });
    await tell(ctx, tx, member, 'dispute.closed', dispute);
  });
}

async function getDispute(
  tx: Tx,
  organisationId: OrganisationId,
  id: string,
): Promise<DisputeRecord> {
  const dispute = isId(id) ? await findOpenDispute(tx, organisationId, id) : undefined;
  if (!dispute) throw new NotFound('dispute.unknown', 'no such dispute');
  return dispute;
}

/** The line of history, and the planning of the invoice. */
async function tell(
  ctx: Context,
  tx: Tx,
  member: Member,
  kind: string,
  dispute: Pick<DisputeRecord, 'invoiceId' | 'amountMinor' | 'reason' | 'owner' | 'untilOn'>,
): Promise<void> {
  const { organisationId } = member;
  const { amountMinor, reason, owner, untilOn } = dispute;
  await addActivity(tx, {
    organisationId,
    at: ctx.now(),
    kind,
    actor: actorOf(member),
    invoiceId: dispute.invoiceId as InvoiceId,
    detail: { amountMinor, why: reason, owner, until: untilOn },
  });
  const subject = { level: 'invoice' as const, subjectId: dispute.invoiceId };
  await replanSilenced(tx, organisationId, subject, ctx.now());
}

function changed(): Conflict {
  return new Conflict('silence.changed-meanwhile', 'somebody was faster');
}
