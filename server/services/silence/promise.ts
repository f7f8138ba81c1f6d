import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { PromisePost, SilenceRow } from '../../../domain/api/silence.ts';
import { Conflict, NotFound, Refused } from '../../../domain/errors.ts';
import { lastDayOf } from '../../../domain/gates/promise.ts';
import type { InvoiceId } from '../../../domain/ids.ts';
import { addActivity } from '../../db/activity.ts';
import { addPromise, findOpenPromise, withdrawOpenPromise } from '../../db/silence-records.ts';
import { inOrganisation } from '../../db/transaction.ts';
import { actorOf, type Context, type Member } from '../context.ts';
import { assertMay } from '../organisations/may.ts';
import { requestPromise } from '../write-back/request-promise.ts';
import { getSilence } from './list.ts';
import { replanSilenced } from './replan.ts';
import { assertAhead, assertWithin, getOpenInvoice, isId, todayIn } from './subject.ts';

/**
 * Records that a customer promised to pay an invoice, or a part of it, by a day. Throws Refused when a promise is open already or nothing
 * is left to pay, Invalid for a day that has gone by or more than is open.
 */
export async function recordPromise(
  ctx: Context,
  member: Member,
  invoiceId: InvoiceId,
  { promisedOn, graceDays, amountMinor, note }: z.output<typeof PromisePost>,
): Promise<SilenceRow> {
  assertMay(member, 'work');
  const { organisationId } = member;
  return inOrganisation(ctx.store, organisationId, async (tx) => {
    const { openMinor, currency } = await getOpenInvoice(tx, organisationId, invoiceId);
    assertAhead('promisedOn', promisedOn, await todayIn(tx, organisationId, ctx.now()));
    assertWithin(amountMinor, openMinor);
    const promise = {
      organisationId,
      id: randomUUID(),
      invoiceId,
      amountMinor,
      openMinor,
      promisedOn,
      graceDays,
      lastOn: lastDayOf({ promisedOn, graceDays }),
      source: 'staff' as const,
      note,
      state: 'open' as const,
      createdAt: ctx.now(),
      createdBy: member.name,
    };
    if (!(await addPromise(tx, promise)))
      throw new Refused('promise.open-already', 'a promise is open already');
    await addActivity(tx, {
      organisationId,
      at: ctx.now(),
      kind: 'promise.recorded',
      actor: actorOf(member),
      invoiceId,
      detail: { promisedOn, graceDays, amountMinor: amountMinor ?? openMinor, currency, note },
    });
    await requestPromise(ctx, tx, member, promise);
    await replanSilenced(tx, organisationId, ofInvoice(invoiceId), ctx.now());
    return getSilence(tx, organisationId, promise.id, ctx.now());
  });
}

/** Takes a promise back, as if it had never been made; it counts neither as kept nor as broken. */
export async function withdrawPromise(
  ctx: Context,
  member: Member,
  id: string,
  version: number,
): Promise<void> {
  assertMay(member, 'work');
  const { organisationId } = member;
  await inOrganisation(ctx.store, organisationId, async (tx) => {
    const promise = isId(id) ? await findOpenPromise(tx, organisationId, id) : undefined;
    if (!promise) throw new NotFound('promise.unknown', 'no such promise');
    if (!(await withdrawOpenPromise(tx, organisationId, { id, version }, ctx.now())))
      throw new Conflict('silence.changed-meanwhile', 'somebody was faster');
    await addActivity(tx, {
      organisationId,
      at: ctx.now(),
      kind: 'promise.withdrawn',
      actor: actorOf(member),
      invoiceId: promise.invoiceId as InvoiceId,
      detail: { promisedOn: promise.promisedOn },
    });
    await replanSilenced(tx, organisationId, ofInvoice(promise.invoiceId), ctx.now());
  });
}

const ofInvoice = (subjectId: string) => ({ level: 'invoice' as const, subjectId });
