import type { Request, Response } from 'express';
import { randomUUID } from 'node:crypto';
import type { Box } from '../box.ts';
import {
  entryOf as entryOfAny,
  openAnswer,
  sendBytes as sendAnyBytes,
  startedMsOf,
} from '../../kit/answer.ts';
import type { JournalEntry } from '../journal.ts';

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
  openAnswer(response, entry, box.journal);
  response.setHeader('intuit_tid', tid);
}

function readQuery(request: Request): Record<string, string> {
  const query: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.query)) query[name] = String(value);
  delete query['code'];
  return query;
}

/** Sound because only `startAnswer` opens answers here. */
export function entryOf(response: Response): JournalEntry | undefined {
  return entryOfAny(response) as JournalEntry | undefined;
}

/** The only way an answer leaves. */
export function sendBytes(
  response: Response,
  status: number,
  contentType: string,
  bytes: Buffer,
): void {
  const startedMs = startedMsOf(response);
  if (startedMs !== undefined)
    response.setHeader('Service-Time', `total=${Date.now() - startedMs}, db=1`);
  sendAnyBytes(response, status, contentType, bytes);
}
