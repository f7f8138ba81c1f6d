import type { z } from 'zod';
import type { MarkedSent, MarkSentPost } from '../../../domain/api/invoices.ts';
import { NotFound } from '../../../domain/errors.ts';
import { statusOn } from '../../../domain/invoice/invoice.ts';
import { localDateOf } from '../../../domain/local-date.ts';
import { addActivity, announce } from '../../db/activity.ts';
import { cancelMailsOf } from '../../db/invoice-mails.ts';
import { markInvoices } from '../../db/invoice-plan.ts';
import { sendingOf } from '../../db/invoice-sending.ts';
import { markWaiting, type MarkedInvoice, type Waiting } from '../../db/mark-waiting.ts';
import { findOrganisation, type Organisation } from '../../db/organisations.ts';
import { inOrganisation, type Tx } from '../../db/transaction.ts';
import { actorOf, type Context, type Member } from '../context.ts';
import { toSearch } from '../invoices/search.ts';
import { requestPlan } from '../mirror/upsert.ts';
import { assertMay } from '../organisations/may.ts';

/** So many at a time: one statement takes only so many values. */
const CHUNK = 1000;

/**
 * A person says that invoices were sent some other way: they follow the rules from now on, and nobody is notified (UF-14). Those that do not
 * wait any more are left as they are.
 */
export async function markSent(
  ctx: Context,
  member: Member,
  wanted: z.output<typeof MarkSentPost>,
): Promise<MarkedSent> {
  assertMay(member, 'work');
  const { organisationId } = member;
  return inOrganisation(ctx.store, organisationId, async (tx) => {
    const organisation = await findOrganisation(tx, organisationId);
    if (!organisation) throw new NotFound('organisation.unknown', 'no such organisation');
    const which = await toWaiting(tx, member, organisation, wanted);
    const marked = sendingOf(organisation).on
      ? await markWaiting(tx, organisationId, which, { at: ctx.now(), by: member.name })
      : [];
    await cancelMailsOf(
      tx,
      organisationId,
      marked.map(({ id }) => id),
    );
    for (let from = 0; from < marked.length; from += CHUNK)
      await tell(ctx, tx, member, marked.slice(from, from + CHUNK));
    if (marked.length > 0) {
      await requestPlan(tx, organisationId, ctx.now());
      await announce(tx, organisationId, 'invoices');
    }
    return countOf(marked, localDateOf(ctx.now(), organisation.timeZone));
  });
}

async function toWaiting(
  tx: Tx,
  { organisationId }: Member,
  { homeCurrency }: Organisation,
  { ids, all }: z.output<typeof MarkSentPost>,
): Promise<Waiting> {
  if (ids !== undefined) return { ids };
  const search = await toSearch(tx, organisationId, all?.q, homeCurrency);
  return { search, customerId: all?.customer ?? null };
}

/** The lines of history, and the marks for the planner. */
async function tell(
  ctx: Context,
  tx: Tx,
  member: Member,
  marked: readonly MarkedInvoice[],
): Promise<void> {
  const { organisationId } = member;
  await addActivity(
    tx,
    ...marked.map(({ id }) => ({
      organisationId,
      at: ctx.now(),
      kind: 'invoice.marked-sent',
      actor: actorOf(member),
      invoiceId: id,
    })),
  );
  await markInvoices(
    tx,
    organisationId,
    marked.map(({ id }) => id),
  );
}

function countOf(marked: readonly MarkedInvoice[], todayOn: string): MarkedSent {
  const counts: MarkedSent = { due: 0, overdue: 0, paid: 0 };
  for (const invoice of marked) {
    const status = statusOn(invoice, todayOn);
    if (status === 'due' || status === 'overdue' || status === 'paid') counts[status] += 1;
  }
  return counts;
}
