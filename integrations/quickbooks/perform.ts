import { TokenRefused, TryLater, type DunlinError } from '../../domain/errors.ts';
import type { BooksSession } from '../books.ts';
import { backOffMs, HttpFailure, sleep } from '../http.ts';
import { traceIdOf, type Answer } from './answer.ts';
import { errorOf, errorOfFailure, garbled } from './errors.ts';
import { tries } from './limits.ts';
import type { QuickBooksCode } from './sentences.ts';
import type { QuickBooksSettings } from './settings.ts';

export interface Call {
  /** Reads count towards the month's allowance of the partner tier, writes do not (facts: QuickBooks 6.2). */
  metered: boolean;
  /** Parts of a batch are metered one by one (facts: QuickBooks 4.3). */
  items: number;
  /** Whether an answer without fault has the form that was asked for. */
  accepts(body: unknown): boolean;
  ask(token: string): Promise<Answer>;
}

export type Perform = (call: Call) => Promise<Answer>;

/**
 * Carries a call out: in its turn, renews a refused token once, and repeats after a failure that may pass. Every call may be
 * repeated, since writes carry a `requestid`. A throttled call is never waited for here: that would hold a worker for a minute.
 */
export function createPerform(settings: QuickBooksSettings, session: BooksSession): Perform {
  const pause = settings.sleep ?? sleep;
  return async (call) => {
    let renewed = false;
    for (let attempt = 1; ; attempt += 1) {
      const outcome = await attemptOnce(settings, session, call, renewed);
      if (!(outcome instanceof Error)) return outcome;
      if (outcome instanceof TokenRefused && !renewed) {
        renewed = true;
        continue;
      }
      if (attempt >= tries || !mayPass(outcome)) throw outcome;
      await pause(backOffMs(attempt));
    }
  };
}

async function attemptOnce(
  settings: QuickBooksSettings,
  session: BooksSession,
  call: Call,
  renew: boolean,
): Promise<Answer | DunlinError> {
  // Before the turn: a refresh takes seconds, and a turn is one of few.
  const token = await session.accessToken(renew ? { renew } : undefined);
  const answer = await session.inTurn(() => call.ask(token).catch(asAnswer));
  const now = settings.now();
  if (answer instanceof HttpFailure) return errorOfFailure(answer, now);
  const error = errorOf(answer, now);
  session.onCall?.({
    metered: call.metered,
    items: call.items,
    status: answer.status,
    traceId: traceIdOf(answer),
    retryAt: error && isThrottled(error) ? error.at : null,
  });
  if (error) return error;
  return call.accepts(answer.body) ? answer : garbled(answer, now);
}

/** A turn ends the same way whether an answer came or not. */
function asAnswer(error: unknown): HttpFailure {
  if (error instanceof HttpFailure) return error;
  throw error;
}

function isThrottled(error: DunlinError): error is TryLater {
  const throttled: QuickBooksCode = 'quickbooks.throttled';
  return error instanceof TryLater && error.code === throttled;
}

function mayPass(error: DunlinError): boolean {
  return error instanceof TryLater && !isThrottled(error);
}
