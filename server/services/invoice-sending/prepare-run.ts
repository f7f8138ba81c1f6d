import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { SendPost } from '../../../domain/api/sending-runs.ts';
import { chasedId } from '../../../domain/deliveries/bundle.ts';
import type { OrganisationId } from '../../../domain/ids.ts';
import { sendsAt } from '../../../domain/invoice-sending/sends-at.ts';
import { done, skipped, type JobOutcome } from '../../../domain/jobs.ts';
import { announce } from '../../db/activity.ts';
import { planInvoiceMails } from '../../db/invoice-mails.ts';
import { sendingSettingsOf } from '../../db/invoice-sending.ts';
import type { Waiting } from '../../db/mark-waiting.ts';
import { getOrganisationToday, type OrganisationToday } from '../../db/organisation-facts.ts';
import { candidatesOf, type Candidate } from '../../db/planning.ts';
import {
  addLeftOut,
  changeSendingRun,
  lockSendingRun,
  lockWaiting,
  type SendingRun,
} from '../../db/sending-runs.ts';
import { inOrganisation, type Tx } from '../../db/transaction.ts';
import type { Context } from '../context.ts';
import { toSearch } from '../invoices/search.ts';
import { askMayLeave } from './mail-facts.ts';

/** Invoices of one transaction: enough that a click is answered at once, few enough that progress shows. */
const CHUNK = 200;

/**
 * Plans the mails of a run, part by part; each part is stored with how far the run has come, so that it goes on there after a stop, and
 * nothing is planned twice. One mail per invoice (UF complement 48). Ends early when the run was cancelled.
 */
export async function prepareRun(
  ctx: Context,
  organisationId: OrganisationId,
  runId: string,
): Promise<JobOutcome> {
  for (;;) {
    const state = await inOrganisation(ctx.store, organisationId, (tx) =>
      prepareNext(ctx, tx, organisationId, runId),
    );
    if (state === 'gone') return skipped('prepared or cancelled');
    if (state === 'done') return done;
  }
}

/** The next part of a run, in the caller's transaction. */
export async function prepareNext(
  ctx: Context,
  tx: Tx,
  organisationId: OrganisationId,
  runId: string,
): Promise<'more' | 'done' | 'gone'> {
  const now = ctx.now();
  const run = await lockSendingRun(tx, organisationId, runId);
  if (!run || run.preparedAt || run.cancelledAt) return 'gone';
  const today = await getOrganisationToday(tx, organisationId, now);
  const found = await lockWaiting(tx, organisationId, await toWaiting(tx, today, run.wanted), {
    after: run.lookedAtId,
    limit: CHUNK,
  });
  const settings = sendingSettingsOf(today.record);
  const isDue = ({ waitsSince, documentOn }: (typeof found)[number]): boolean => {
    if (run.wanted !== 'due') return true;
    const at = sendsAt({ firstSeenAt: waitsSince, documentOn }, settings);
    return at !== null && at <= now;
  };
  const ids = found.filter(isDue).map(({ id }) => id);
  await planThese(tx, today, run, { candidates: await candidatesOf(tx, today, ids), now });
  const isLast = found.length < CHUNK;
  await changeSendingRun(tx, run, {
    lookedAtId: found.at(-1)?.id ?? run.lookedAtId,
    ...(isLast ? { preparedAt: now } : {}),
  });
  await announce(tx, organisationId, 'deliveries', 'invoices');
  return isLast ? 'done' : 'more';
}

async function planThese(
  tx: Tx,
  today: OrganisationToday,
  run: SendingRun,
  { candidates, now }: { candidates: Candidate[]; now: Date },
): Promise<void> {
  const organisationId = run.organisationId as OrganisationId;
  const asked = candidates.map((candidate) => ({
    candidate,
    answer: askMayLeave(today, candidate),
  }));
  const ready = asked.filter(({ answer }) => answer.kind === 'go');
  const planned = await planInvoiceMails(
    tx,
    organisationId,
    ready.map(({ candidate: { invoice, customer } }) => ({
      id: randomUUID(),
      invoiceId: invoice.id,
      customerId: customer && chasedId(customer),
    })),
    {
      runId: run.id,
      plannedOn: today.facts.todayOn,
      now,
      leavesAt: run.leavesAt,
      byHand: run.wanted !== 'due',
    },
  );
  const leftOut = asked.flatMap(({ candidate: { invoice }, answer }) => {
    if (answer.kind === 'stop') return [{ invoiceId: invoice.id, reason: answer.reason }];
    return planned.has(invoice.id)
      ? []
      : [{ invoiceId: invoice.id, reason: 'invoice-mail/under-way' }];
  });
  await addLeftOut(tx, run, leftOut);
}

/** Which invoices a run, or a look ahead, is about. */
export async function toWaiting(
  tx: Tx,
  { record }: Pick<OrganisationToday, 'record'>,
  wanted: SendingRun['wanted'],
): Promise<Waiting> {
  if (wanted === 'due') return { search: null, customerId: null };
  if ('ids' in wanted) return { ids: wanted.ids };
  const { q, customer } = wanted.all;
  const search = await toSearch(tx, record.id as OrganisationId, q, record.homeCurrency);
  return { search, customerId: customer ?? null };
}

/** What a person asked for, without fields that were left empty. */
export function toWanted({
  ids,
  all,
}: z.output<typeof SendPost>): Exclude<SendingRun['wanted'], 'due'> {
  if (ids !== undefined) return { ids };
  const { q, customer } = all ?? {};
  return { all: { ...(q ? { q } : {}), ...(customer ? { customer } : {}) } };
}
