import type { NextFunction, Request, Response } from 'express';
import { setTimeout as wait } from 'node:timers/promises';
import { entryOf, sendBytes, strikeAfter } from '../answer.ts';
import type { FaultCall, FaultRule, FaultRules } from './rules.ts';

const ERROR_PAGE =
  '<html><head><title>503 Service Temporarily Unavailable</title></head><body><h1>503 Service Temporarily Unavailable</h1></body></html>';

interface Scene {
  rules: FaultRules;
  target: FaultCall['target'];
  companyOf: (request: Request) => string | null;
  /** How this vendor says "too many". */
  throttle: (response: Response, rule: FaultRule) => void;
}

/** Middleware: lets a planned fault strike this call. */
export function withPlannedFaults(scene: Scene) {
  return async (request: Request, response: Response, next: NextFunction): Promise<void> => {
    const rule = scene.rules.take({
      target: scene.target,
      method: request.method,
      path: decodePath(request.originalUrl),
      companyId: scene.companyOf(request),
    });
    if (!rule) return next();
    const entry = entryOf(response);
    if (entry) entry.fault = rule.kind;
    const { kind } = rule;
    if (kind === 'throttle') return scene.throttle(response, rule);
    await strike({ ...rule, kind }, request, response, next);
  };
}

function decodePath(url: string): string {
  try {
    return decodeURIComponent(url.replaceAll('+', ' '));
  } catch (error) {
    if (error instanceof URIError) return url;
    throw error;
  }
}

async function strike(
  rule: FaultRule & { kind: Exclude<FaultRule['kind'], 'throttle'> },
  request: Request,
  response: Response,
  next: NextFunction,
): Promise<void> {
  switch (rule.kind) {
    case 'delay':
      await wait(rule.delayMs ?? 1000);
      return next();
    case 'hang':
      return;
    case 'drop':
      request.socket.destroy();
      return;
    case 'html':
      return sendBytes(
        response,
        rule.status ?? 503,
        'text/html; charset=utf-8',
        Buffer.from(rule.body ?? ERROR_PAGE),
      );
    case 'status':
      return sendBytes(
        response,
        rule.status ?? 500,
        rule.contentType ?? 'application/json;charset=utf-8',
        Buffer.from(rule.body ?? ''),
      );
    case 'drop-after':
    case 'hang-after':
    case 'truncate':
      strikeAfter(response, rule);
      return next();
  }
}
