import type { NextFunction, Request, Response } from 'express';
import { setTimeout as wait } from 'node:timers/promises';
import type { Box } from '../box.ts';
import { entryOf, sendBytes, strikeAfter } from '../data/answer.ts';
import { sendGatewayFault } from '../data/send-fault.ts';
import { gatewayFaults } from '../data/faults.ts';
import type { FaultCall, FaultRule } from './rules.ts';

const ERROR_PAGE =
  '<html><head><title>503 Service Temporarily Unavailable</title></head><body><h1>503 Service Temporarily Unavailable</h1></body></html>';

/** Middleware: lets a planned fault strike this call. */
export function withFaults(
  box: Box,
  target: FaultCall['target'],
  realmOf: (request: Request) => string | null = () => null,
) {
  return async (request: Request, response: Response, next: NextFunction): Promise<void> => {
    const path = decodePath(request.originalUrl);
    const rule = box.faults.take({
      target,
      method: request.method,
      path,
      realmId: realmOf(request),
    });
    if (!rule) return next();
    const entry = entryOf(response);
    if (entry) entry.fault = rule.kind;
    await strike(box, rule, request, response, next);
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
  box: Box,
  rule: FaultRule,
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
    case 'throttle':
      return sendGatewayFault(box, response, gatewayFaults.throttled());
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
