import type { NextFunction, Request, Response } from 'express';
import { setTimeout as wait } from 'node:timers/promises';
import { sendBytes } from '../../kit/answer.ts';
import type { Org } from '../books/org.ts';
import type { Box } from '../box.ts';
import { bearer } from '../identity/connections.ts';
import { isAllowed } from '../identity/scopes.ts';
import { startAnswer } from './answer.ts';
import { idempotent } from './call.ts';
import { faults } from './faults.ts';

const LONGEST_KEY = 128;

function tenantOf(request: Request): string {
  return request.get('xero-tenant-id') ?? '';
}

/** Opens every accounting call: headers, journal line, the wait of the latency knob. */
export function openCall(box: Box) {
  return async (request: Request, response: Response, next: NextFunction): Promise<void> => {
    const tenantId = tenantOf(request);
    startAnswer(box, request, response, tenantId === '' ? null : tenantId);
    showLimits(box, response, tenantId);
    response.setHeader('Cache-Control', 'no-cache, no-store');
    if (box.knobs.latencyMs > 0) await wait(box.knobs.latencyMs);
    next();
  };
}

function showLimits(box: Box, response: Response, tenantId: string): void {
  if (!box.orgs.has(tenantId)) return;
  for (const [name, value] of Object.entries(box.limits.headers(tenantId)))
    response.setHeader(name, value);
}

/** Token, organisation, limits, organisation on line. The scope is asked for by each route. */
export function guardCall(box: Box) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const tenantId = tenantOf(request);
    const { grant } = bearer(box, request);
    const org = box.orgs.get(tenantId);
    if (!org || !grant.connections.some((connection) => connection.tenantId === tenantId))
      throw faults.notConnected();
    const breach = box.limits.enter(tenantId);
    showLimits(box, response, tenantId);
    if (breach) throw faults.tooMany(breach.problem, breach.retryAfter);
    response.on('close', () => box.limits.leave(tenantId));
    if (org.isOffline) throw faults.offline();
    next();
  };
}

export function assertScope(box: Box, request: Request, scopes: readonly string[]): void {
  const { access } = bearer(box, request);
  const isWrite = request.method !== 'GET';
  if (!scopes.some((scope) => isAllowed(access.scopes, scope, isWrite)))
    throw faults.scopeMissing();
}

/** A repeated write gets its first answer again, to the letter; false when this one is new. */
export function isRepeat(box: Box, request: Request, response: Response): boolean {
  const repeat = idempotent(request);
  if (!repeat) return false;
  if (repeat.key.length > LONGEST_KEY)
    throw faults.postData('The Idempotency-Key must not be longer than 128 characters.');
  const known = box.idempotency.find(repeat.key, repeat.call);
  if (known === 'mismatch')
    throw faults.postData('The Idempotency-Key was used before with another request.');
  if (known) sendBytes(response, known.status, known.contentType, Buffer.from(known.body));
  return known !== null;
}

/** Sound after `guardCall`, which refuses organisations that are not there. */
export function orgOf(box: Box, request: Request): Org {
  const org = box.orgs.get(tenantOf(request));
  if (!org) throw faults.notConnected();
  return org;
}
