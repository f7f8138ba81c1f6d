import type { Request, Response } from 'express';
import { openAnswer } from '../../kit/answer.ts';
import type { Box } from '../box.ts';
import type { JournalEntry } from '../journal.ts';

/** Gives the response its line in the journal. */
export function startAnswer(
  box: Box,
  request: Request,
  response: Response,
  tenantId: string | null,
): void {
  const entry: JournalEntry = {
    at: new Date(box.clock.now()).toISOString(),
    tenantId,
    method: request.method,
    path: request.baseUrl + request.path,
    query: readQuery(request),
    modifiedSince: request.get('if-modified-since') ?? '',
    idempotencyKey: request.get('idempotency-key') ?? '',
    body: '',
    status: 0,
    tookMs: 0,
    fault: null,
  };
  openAnswer(response, entry, box.journal);
}

function readQuery(request: Request): Record<string, string> {
  const query: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.query)) query[name] = String(value);
  delete query['code'];
  return query;
}
