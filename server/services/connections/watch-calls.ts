import type { OrganisationId } from '../../../domain/ids.ts';
import type { BooksSession } from '../../../integrations/books.ts';
import { endDoubt, endThrottling, noteThrottled } from '../../db/calls.ts';
import type { Connection } from '../../db/connections.ts';
import { inOrganisation } from '../../db/transaction.ts';
import type { Context } from '../context.ts';
import { meterOf } from './meter.ts';
import { nextMonth, pauseConnection } from './pause.ts';

type AnsweredCall = Parameters<NonNullable<BooksSession['onCall']>>[0];

/** Rest after a refusal that names no time (facts: QuickBooks 6.1). */
const REST_MS = 60_000;
/**
 * Throttled for longer than any minute's limit explains, without a word why: the month's allowance is used up (facts: QuickBooks 6.2). A
 * vendor that meters no month is met again after each rest.
 */
const USED_UP_AFTER_MS = 3_600_000;

export interface CallWatch {
  onCall(call: AnsweredCall): void;
  /** Resolves once everything that followed from the calls so far is written. */
  settled(): Promise<void>;
}

/** Counts the calls of one session, and makes all processes rest when the books throttle. */
export function watchCalls(ctx: Context, connection: Connection): CallWatch {
  const meter = meterOf(ctx, connection);
  let isThrottled = connection.throttledSince !== null;
  let isDoubted = connection.refusedLooks > 0;
  let writing: Promise<void> = Promise.resolve();
  const write = (work: () => Promise<void>) => {
    writing = writing.then(work).catch((error: unknown) => {
      const detail = { err: error, connectionId: connection.id, code: 'throttling.lost' };
      ctx.log.warn(detail, 'answer of the books not noted');
    });
  };
  return {
    onCall(call) {
      if (call.status === 429) {
        isThrottled ||= call.metered;
        write(async () => {
          // Successes that still wait to be written came first.
          await meter.flush();
          await rest(ctx, connection, call);
        });
        return;
      }
      if (isDoubted && call.status < 400) {
        isDoubted = false;
        write(() => noteTrusted(ctx, connection));
      }
      const { retryAt } = call;
      if (retryAt) write(() => ctx.limiter.holdUntil(connection.id, retryAt));
      if (call.metered) {
        const isSuccess = call.status < 400;
        meter.count(call.items, isSuccess);
        if (!isThrottled || !isSuccess) return;
        isThrottled = false;
        write(() => noteSuccess(ctx, connection));
      }
    },
    settled: () => writing,
  };
}

async function rest(ctx: Context, connection: Connection, call: AnsweredCall): Promise<void> {
  if (call.usedUpUntil) return pauseConnection(ctx, connection, call.usedUpUntil);
  const now = ctx.now();
  const restUntil = call.retryAt ?? new Date(now.getTime() + REST_MS);
  await ctx.limiter.holdUntil(connection.id, restUntil);
  if (!call.metered) return;
  const organisationId = connection.organisationId as OrganisationId;
  const since = await inOrganisation(ctx.store, organisationId, (tx) =>
    noteThrottled(tx, organisationId, connection.id, now),
  );
  const isUsedUp = since !== null && now.getTime() - since.getTime() >= USED_UP_AFTER_MS;
  const { monthly } = ctx.books(connection.provider).limits;
  if (isUsedUp && monthly !== null) await pauseConnection(ctx, connection, nextMonth(now));
}

function noteTrusted(ctx: Context, { organisationId, id }: Connection): Promise<void> {
  const owner = organisationId as OrganisationId;
  return inOrganisation(ctx.store, owner, (tx) => endDoubt(tx, owner, id));
}

function noteSuccess(ctx: Context, { organisationId, id }: Connection): Promise<void> {
  const owner = organisationId as OrganisationId;
  return inOrganisation(ctx.store, owner, (tx) => endThrottling(tx, owner, id));
}
