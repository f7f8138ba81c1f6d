import type { ErrorRequestHandler, Request, Response } from 'express';
import type { Logger } from 'pino';
import type { Problem } from '../../domain/api/common.ts';
import {
  Conflict,
  DunlinError,
  Forbidden,
  Invalid,
  NeedsReconnect,
  NotFound,
  Refused,
  TryLater,
} from '../../domain/errors.ts';
import { choiceSentences } from './choice-sentences.ts';
import { connectionSentences } from './connection-sentences.ts';
import { languageFor } from './language.ts';
import { requestIdOf } from './request-id.ts';
import { recordSentences } from './record-sentences.ts';
import { serverSentences, type Sentences } from './sentences.ts';
import { invoiceSendingSentences } from './invoice-sending-sentences.ts';
import { silenceSentences } from './silence-sentences.ts';
import { templateSentences } from './template-sentences.ts';
import { writeBackSentences } from './write-back-sentences.ts';

/** Nobody is signed in, or not any more. */
export class NotSignedIn extends Forbidden {
  constructor() {
    super('session.none', 'no session');
  }
}

interface Kind {
  status: number;
  name: string;
}

/** First match counts. */
const kinds: [new (...args: never[]) => DunlinError, Kind][] = [
  [NotSignedIn, { status: 401, name: 'forbidden' }],
  [Forbidden, { status: 403, name: 'forbidden' }],
  [NotFound, { status: 404, name: 'not-found' }],
  [Invalid, { status: 422, name: 'invalid' }],
  [Conflict, { status: 412, name: 'conflict' }],
  [NeedsReconnect, { status: 409, name: 'needs-reconnect' }],
  [Refused, { status: 409, name: 'refused' }],
  [TryLater, { status: 503, name: 'try-later' }],
];
const broken: Kind = { status: 500, name: 'broken' };

/** Errors of the body parser: what came in could not be read. */
const parserCodes: Record<number, string> = {
  400: 'request.malformed',
  413: 'request.too-large',
  415: 'request.malformed',
};

/** Turns any error into problem details (RFC 9457) in the reader's language. No stack and no message of an error leaves the server. */
export function problemHandler(log: Logger, more: Sentences[]): ErrorRequestHandler {
  const own = {
    ...serverSentences,
    ...choiceSentences,
    ...connectionSentences,
    ...recordSentences,
    ...silenceSentences,
    ...invoiceSendingSentences,
    ...templateSentences,
    ...writeBackSentences,
  };
  const sentences = Object.assign(own, ...more) as Sentences;
  return (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error);
    const problem = toProblem(error, request, response, sentences);
    note(log, error, problem);
    if (error instanceof TryLater) response.setHeader('Retry-After', secondsUntil(error.at));
    response.setHeader('Cache-Control', 'no-store');
    response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
  };
}

function toProblem(
  error: unknown,
  request: Request,
  response: Response,
  sentences: Sentences,
): Problem {
  const { code, kind } = classify(error);
  const words = sentences[code] ?? sentences[`kind.${kind.name}`] ?? sentences['kind.broken'];
  const sentence = words?.[languageFor(request, response)];
  return {
    type: `urn:dunlin:problem:${code}`,
    title: sentence?.title ?? '',
    status: kind.status,
    code,
    effect: sentence?.effect ?? '',
    remedy: sentence?.remedy ?? '',
    requestId: requestIdOf(response),
    ...(error instanceof Invalid ? { issues: error.issues } : {}),
  };
}

function classify(error: unknown): { code: string; kind: Kind } {
  if (error instanceof DunlinError) {
    const kind = kinds.find(([type]) => error instanceof type)?.[1] ?? broken;
    return { code: kind === broken ? 'server.broken' : error.code, kind };
  }
  const status = statusOf(error);
  const code = parserCodes[status];
  if (code) return { code, kind: { status, name: 'invalid' } };
  return { code: 'server.broken', kind: broken };
}

function statusOf(error: unknown): number {
  if (!(error instanceof Error) || !('status' in error)) return 500;
  return typeof error.status === 'number' ? error.status : 500;
}

function note(log: Logger, error: unknown, { status, code, requestId }: Problem): void {
  if (status === 500) log.error({ err: error, requestId, code }, 'request failed');
  else log.debug({ requestId, status, code }, 'request refused');
}

const secondsUntil = (at: Date): string =>
  String(Math.max(1, Math.ceil((at.getTime() - Date.now()) / 1000)));
