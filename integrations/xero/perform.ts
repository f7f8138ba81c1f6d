import { TokenRefused, TryLater, type DunlinError } from '../../domain/errors.ts';
import type { BooksSession } from '../books.ts';
import { backOffMs, HttpFailure, sleep } from '../http.ts';
import { traceIdOf, type Answer } from './answer.ts';
import { errorOf, errorOfFailure, garbled, hasCode } from './errors.ts';
import { lastCallPauseMs, tries } from './limits.ts';
import type { XeroSettings } from './settings.ts';

export interface Call {
  /** Whether an answer without error has the form that was asked for. */
  accepts(body: unknown): boolean;
  /** Xero remembers the answer to a write for six minutes, errors included: only a lost answer is asked for again. */
  isWrite: boolean;
  ask(token: string): Promise<Answer>;
}

export type Perform = (call: Call) => Promise<Answer>;

/**
 * Carries a call out: in its turn, renews an expired token once, and repeats after a failure that may pass. A throttled call is never
 * waited for here: that would hold a worker for a minute or a day.
 */
export function createPerform(settings: XeroSettings, session: BooksSession): Perform {
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
      if (attempt >= tries || !mayRepeat(outcome, call)) throw outcome;
      await pause(backOffMs(attempt));
    }
  };
}

async function attemptOnce(
  settings: XeroSettings,
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
  report(session, answer, error, now);
  if (error) return error;
  return call.accepts(answer.body) ? answer : garbled(answer, now);
}

/** Every call counts towards the day, writes too (facts: Xero 5). */
function report(session: BooksSession, answer: Answer, error: DunlinError | null, now: Date): void {
  const at = answer.status === 429 && error instanceof TryLater ? error.at : null;
  session.onCall?.({
    metered: true,
    items: 1,
    status: answer.status,
    traceId: traceIdOf(answer),
    retryAt: at ?? restAfter(answer, now),
    ...(at && hasCode(error, 'xero.day-used-up') && { usedUpUntil: at }),
  });
}

/** The last call that a window of a minute allows, ours or the app's over all organisations, tells everybody to rest. */
function restAfter({ headers }: Answer, now: Date): Date | null {
  const isLast = ['x-minlimit-remaining', 'x-appminlimit-remaining'].some(
    (name) => headers[name]?.trim() === '0',
  );
  return isLast ? new Date(now.getTime() + lastCallPauseMs) : null;
}

/** A turn ends the same way whether an answer came or not. */
function asAnswer(error: unknown): HttpFailure {
  if (error instanceof HttpFailure) return error;
  throw error;
}

function mayRepeat(error: DunlinError, { isWrite }: Call): boolean {
  if (!(error instanceof TryLater)) return false;
  if (hasCode(error, 'xero.throttled') || hasCode(error, 'xero.day-used-up')) return false;
  return !isWrite || error.cause instanceof HttpFailure;
}
