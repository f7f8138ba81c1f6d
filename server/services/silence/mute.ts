import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { MutePost, MutePut, SilenceRow } from '../../../domain/api/silence.ts';
import { Conflict, NotFound } from '../../../domain/errors.ts';
import type { CustomerId, InvoiceId, OrganisationId } from '../../../domain/ids.ts';
import { addActivity, type ActivityEntry } from '../../db/activity.ts';
import { addMute, changeMute, findMute, type MuteRecord } from '../../db/silence-records.ts';
import { inOrganisation, type Tx } from '../../db/transaction.ts';
import { actorOf, type Context, type Member } from '../context.ts';
import { assertMay } from '../organisations/may.ts';
import { getSilence } from './list.ts';
import { replanSilenced } from './replan.ts';
import { assertAhead, getCustomerName, getOpenInvoice, isId, todayIn } from './subject.ts';

/**
 * Mutes an invoice, a customer with all who are billed for, or everything, up to and including a day or until somebody ends it. What is
 * planned is called off by the planning that follows. Throws NotFound for an unknown subject, Invalid for a day that has gone by.
 */
export async function muteReminders(
  ctx: Context,
  member: Member,
  { level, subjectId, untilOn, reason }: z.output<typeof MutePost>,
): Promise<SilenceRow> {
  assertMay(member, 'work');
  const { organisationId } = member;
  return inOrganisation(ctx.store, organisationId, async (tx) => {
    assertAhead('untilOn', untilOn, await todayIn(tx, organisationId, ctx.now()));
    const mute = {
      organisationId,
      id: randomUUID(),
      level,
      subjectId: level === 'organisation' ? '' : subjectId,
      untilOn,
      reason,
      createdAt: ctx.now(),
      createdBy: member.name,
    };
    if (level === 'invoice') await getOpenInvoice(tx, organisationId, subjectId as InvoiceId);
    const entry = await entryOf(ctx, tx, member, mute);
    await addMute(tx, mute);
    await addActivity(tx, { ...entry, kind: 'mute.set' });
    await replanSilenced(tx, organisationId, mute, ctx.now());
    return getSilence(tx, organisationId, mute.id, ctx.now());
  });
}

/** Gives a mute another last day, or none. Throws NotFound for one that was ended, Conflict when somebody was faster. */
export async function extendMute(
  ctx: Context,
  member: Member,
  id: string,
  { untilOn, version }: z.output<typeof MutePut>,
): Promise<SilenceRow> {
  assertMay(member, 'work');
  const { organisationId } = member;
  return inOrganisation(ctx.store, organisationId, async (tx) => {
    const mute = await getMute(tx, organisationId, id);
    assertAhead('untilOn', untilOn, await todayIn(tx, organisationId, ctx.now()));
    if (!(await changeMute(tx, organisationId, { id, version }, { untilOn }))) throw changed();
    const entry = await entryOf(ctx, tx, member, { ...mute, untilOn });
    await addActivity(tx, { ...entry, kind: 'mute.changed' });
    await replanSilenced(tx, organisationId, mute, ctx.now());
    return getSilence(tx, organisationId, id, ctx.now());
  });
}

/** Ends a mute at once; what it kept back is planned again. */
export async function endMute(
  ctx: Context,
  member: Member,
  id: string,
  version: number,
): Promise<void> {
  assertMay(member, 'work');
  const { organisationId } = member;
  await inOrganisation(ctx.store, organisationId, async (tx) => {
    const mute = await getMute(tx, organisationId, id);
    const end = { endedAt: ctx.now(), endedBy: member.name };
    if (!(await changeMute(tx, organisationId, { id, version }, end))) throw changed();
    const entry = await entryOf(ctx, tx, member, mute);
    await addActivity(tx, { ...entry, kind: 'mute.ended' });
    await replanSilenced(tx, organisationId, mute, ctx.now());
  });
}

async function getMute(tx: Tx, organisationId: OrganisationId, id: string): Promise<MuteRecord> {
  const mute = isId(id) ? await findMute(tx, organisationId, id) : undefined;
  if (!mute) throw new NotFound('mute.unknown', 'no such mute');
  return mute;
}

/** A line of history about a mute, without its kind. */
async function entryOf(
  ctx: Context,
  tx: Tx,
  member: Member,
  {
    level,
    subjectId,
    untilOn,
    reason,
  }: Pick<MuteRecord, 'level' | 'subjectId' | 'untilOn' | 'reason'>,
): Promise<Omit<ActivityEntry, 'kind'>> {
  const { organisationId } = member;
  const customer =
    level === 'customer'
      ? { customer: await getCustomerName(tx, organisationId, subjectId as CustomerId) }
      : {};
  return {
    organisationId,
    at: ctx.now(),
    actor: actorOf(member),
    ...(level === 'invoice' ? { invoiceId: subjectId as InvoiceId } : {}),
    detail: {
      level,
      until: untilOn,
      end: untilOn === null ? 'none' : 'day',
      why: reason,
      ...customer,
    },
  };
}

function changed(): Conflict {
  return new Conflict('silence.changed-meanwhile', 'somebody was faster');
}
