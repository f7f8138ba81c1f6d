import type { Response } from 'express';
import { damage } from './faults/damage.ts';
import type { FaultAction } from './faults/rules.ts';

/** The part of a journal line that is known once the answer leaves. */
export interface Entry {
  status: number;
  tookMs: number;
  /** The answer was spoilt on purpose (a fault rule). */
  fault: string | null;
}

/** What travels with a response until it is sent. */
interface AnswerState {
  startedMs: number;
  entry: Entry;
  /** A fault that strikes after the work is done. */
  after: FaultAction | null;
  keep: () => void;
  noted: boolean;
}

const states = new WeakMap<Response, AnswerState>();

/** Gives the response its line in the journal. */
export function openAnswer<Line extends Entry>(
  response: Response,
  entry: Line,
  journal: { add(entry: Line): void },
): void {
  const keep = (): void => journal.add(entry);
  const state: AnswerState = { startedMs: Date.now(), entry, after: null, keep, noted: false };
  states.set(response, state);
  // A call that was dropped or hung up has no answer; it is noted with status 0.
  response.on('close', () => note(state, 0));
}

/** Writes the journal line once, before the client can see the answer. */
function note(state: AnswerState, status: number): void {
  if (state.noted) return;
  state.noted = true;
  state.entry.status = status;
  state.entry.tookMs = Date.now() - state.startedMs;
  state.keep();
}

export function entryOf(response: Response): Entry | undefined {
  return states.get(response)?.entry;
}

/** Undefined when nobody opened the answer. */
export function startedMsOf(response: Response): number | undefined {
  return states.get(response)?.startedMs;
}

export function strikeAfter(response: Response, action: FaultAction): void {
  const state = states.get(response);
  if (state) state.after = action;
}

/** The only way an answer leaves; a fault that waits for the commit strikes here. No content type: no body either. */
export function sendBytes(
  response: Response,
  status: number,
  contentType: string | null,
  bytes: Buffer,
): void {
  const state = states.get(response);
  response.statusCode = status;
  if (contentType !== null) response.setHeader('Content-Type', contentType);
  if (state) note(state, status);
  if (state?.after) {
    damage(response, state.after, bytes);
    return;
  }
  if (status !== 204) response.setHeader('Content-Length', bytes.length);
  response.end(bytes);
}
