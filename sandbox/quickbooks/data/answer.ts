import type { Request, Response } from 'express';
import { randomUUID } from 'node:crypto';
import type { Box } from '../box.ts';
import type { FaultAction } from '../faults/rules.ts';
import { damage } from '../faults/damage.ts';
import type { Journal, JournalEntry } from '../journal.ts';

/** What travels with a response until it is sent. */
interface AnswerState {
  startedMs: number;
  entry: JournalEntry;
  /** A fault that strikes after the work is done. */
  after: FaultAction | null;
  journal: Journal;
  noted: boolean;
}

const states = new WeakMap<Response, AnswerState>();

/** Gives the response its headers and its line in the journal. */
export function startAnswer(
  box: Box,
  request: Request,
  response: Response,
  realmId: string | null,
): void {
  const tid = `1-${Math.floor(box.clock.now() / 1000).toString(16)}-${randomUUID().replaceAll('-', '').slice(0, 24)}`;
  const entry: JournalEntry = {
    at: new Date(box.clock.now()).toISOString(),
    realmId,
    method: request.method,
    path: request.baseUrl + request.path,
    query: readQuery(request),
    body: '',
    status: 0,
    meter: 'none',
    tid,
    tookMs: 0,
    fault: null,
  };
  const state: AnswerState = {
    startedMs: Date.now(),
    entry,
    after: null,
    journal: box.journal,
    noted: false,
  };
  states.set(response, state);
  response.setHeader('intuit_tid', tid);
  // A call that was dropped or hung up has no answer; it is noted with status 0.
  response.on('close', () => note(state));
}

/** Writes the journal line once, before the client can see the answer. */
function note(state: AnswerState, status = 0): void {
  if (state.noted) return;
  state.noted = true;
  state.entry.status = status;
  state.entry.tookMs = Date.now() - state.startedMs;
  state.journal.add(state.entry);
}

function readQuery(request: Request): Record<string, string> {
  const query: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.query)) query[name] = String(value);
  delete query['code'];
  return query;
}

export function entryOf(response: Response): JournalEntry | undefined {
  return states.get(response)?.entry;
}

export function strikeAfter(response: Response, action: FaultAction): void {
  const state = states.get(response);
  if (state) state.after = action;
}

/** The only way an answer leaves; a fault that waits for the commit strikes here. */
export function sendBytes(
  response: Response,
  status: number,
  contentType: string,
  bytes: Buffer,
): void {
  const state = states.get(response);
  response.statusCode = status;
  response.setHeader('Content-Type', contentType);
  if (state) response.setHeader('Service-Time', `total=${Date.now() - state.startedMs}, db=1`);
  if (state) note(state, status);
  if (state?.after) {
    damage(response, state.after, bytes);
    return;
  }
  response.setHeader('Content-Length', bytes.length);
  response.end(bytes);
}
