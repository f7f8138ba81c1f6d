import { randomUUID } from 'node:crypto';
import { lastDayOf, usualGraceDays } from '../../../domain/gates/promise.ts';
import type { InvoiceId, OrganisationId } from '../../../domain/ids.ts';
import type { LocalDate } from '../../../domain/local-date.ts';
import { addActivity } from '../../db/activity.ts';
import {
  addPromise,
  findOpenPromiseOf,
  withdrawOpenPromise,
  type PromiseRecord,
} from '../../db/silence-records.ts';
import type { Tx } from '../../db/transaction.ts';
import { hasWaitingPromise } from '../../db/write-backs.ts';
import type { Actor } from '../context.ts';
import type { InvoiceChange } from '../mirror/invoice-history.ts';
import { todayIn } from './subject.ts';

/** By what is followed: when the books were read, and who stands behind what they hold. */
interface By {
  now: Date;
  actor: Actor;
}

/**
 * The day on which the books expect a payment is a promise (product.md 4, idea 6): one that a person sets there holds the reminders, another
 * day moves it, and none takes it back. In the transaction that marked those invoices for planning. What we are about to write ourselves
 * is not undone by an older copy.
 */
export async function followExpectedDays(
  tx: Tx,
  organisationId: OrganisationId,
  changes: InvoiceChange[],
  by: By,
): Promise<void> {
  const news = changes.filter(
    ({ before, after }) =>
      after.state === 'open' && (before?.expectedOn ?? null) !== after.expectedOn,
  );
  if (news.length === 0) return;
  const todayOn = await todayIn(tx, organisationId, by.now);
  for (const { id, after } of news) {
    if (await hasWaitingPromise(tx, organisationId, id)) continue;
    const isAhead = after.expectedOn !== null && after.expectedOn >= todayOn;
    await follow(
      tx,
      organisationId,
      { ...after, expectedOn: isAhead ? after.expectedOn : null },
      by,
    );
  }
}

async function follow(
  tx: Tx,
  organisationId: OrganisationId,
  { id, openMinor, currency, expectedOn }: InvoiceChange['after'],
  by: By,
): Promise<void> {
  const open = await findOpenPromiseOf(tx, organisationId, id);
  if (open?.promisedOn === expectedOn) return;
  if (open) {
    // What somebody told us is only replaced by another day, never by silence.
    if (expectedOn === null && open.source !== 'books') return;
    await withdraw(tx, open, by);
  }
  if (expectedOn === null) return;
  const amountMinor = open?.amountMinor ?? null;
  const graceDays = open?.graceDays ?? usualGraceDays;
  const promise = {
    organisationId,
    id: randomUUID(),
    invoiceId: id,
    amountMinor: amountMinor !== null && amountMinor <= openMinor ? amountMinor : null,
    openMinor,
    promisedOn: expectedOn,
    graceDays,
    lastOn: lastDayOf({ promisedOn: expectedOn, graceDays }),
    source: 'books' as const,
    note: '',
    state: 'open' as const,
    createdAt: by.now,
    createdBy: by.actor.name,
  };
  if (!(await addPromise(tx, promise))) return;
  const promisedMinor = promise.amountMinor ?? openMinor;
  const detail = {
    promisedOn: expectedOn,
    graceDays,
    amountMinor: promisedMinor,
    currency,
    note: '',
  };
  await tell(tx, organisationId, id, { kind: 'promise.recorded', detail, by });
}

async function withdraw(tx: Tx, promise: PromiseRecord, by: By): Promise<void> {
  const organisationId = promise.organisationId as OrganisationId;
  if (!(await withdrawOpenPromise(tx, organisationId, promise, by.now))) return;
  const detail = { promisedOn: promise.promisedOn };
  const invoiceId = promise.invoiceId as InvoiceId;
  await tell(tx, organisationId, invoiceId, { kind: 'promise.withdrawn', detail, by });
}

function tell(
  tx: Tx,
  organisationId: OrganisationId,
  invoiceId: InvoiceId,
  line: { kind: string; detail: Record<string, LocalDate | number | null>; by: By },
): Promise<void> {
  const { kind, detail, by } = line;
  return addActivity(tx, { organisationId, at: by.now, kind, actor: by.actor, invoiceId, detail });
}
