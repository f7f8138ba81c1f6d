import type { NextFunction, Request, Response } from 'express';
import { setTimeout as wait } from 'node:timers/promises';
import type { Box } from '../box.ts';
import { ACCOUNTING } from '../identity/scopes.ts';
import { entryOf, startAnswer } from './answer.ts';
import { faults, gatewayFaults } from './faults.ts';
import type { MeterClass } from './meter.ts';
import type { Realm } from './realm.ts';
import type { Caller } from './throttle.ts';

export function realmIdOf(request: Request): string {
  const id = request.params['realm'];
  return typeof id === 'string' ? id : '';
}

/** Opens every data call: headers, journal line, the wait of the latency knob. */
export function openCall(box: Box) {
  return async (request: Request, response: Response, next: NextFunction): Promise<void> => {
    startAnswer(box, request, response, realmIdOf(request));
    response.setHeader('QBO-Version', '1993.2');
    response.setHeader('X-SpanId', entryOf(response)?.tid ?? '');
    response.setHeader('Cache-Control', 'no-cache, no-store');
    const entry = entryOf(response);
    if (entry) entry.meter = meterOf(request);
    cutOff(box, request, response);
    if (box.knobs.latencyMs > 0) await wait(box.knobs.latencyMs);
    next();
  };
}

/** A call that runs too long loses its connection (facts: QuickBooks 6.1). */
function cutOff(box: Box, request: Request, response: Response): void {
  const limitMs = box.knobs.requestLimitSeconds * 1000;
  const timer = setTimeout(() => request.socket.destroy(), limitMs);
  timer.unref();
  response.on('close', () => clearTimeout(timer));
}

/** Reading is CorePlus, writing is Core; a batch is counted item by item (facts: QuickBooks 6.2). */
function meterOf(request: Request): MeterClass {
  if (request.method === 'GET' || request.path.endsWith('/query')) return 'corePlus';
  return request.path.endsWith('/batch') ? 'none' : 'core';
}

/** Token, company, throttles, subscription: in the order a real gateway asks. */
export function guardCall(box: Box) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const realmId = realmIdOf(request);
    const clientId = authorize(box, request, realmId);
    admit(box, request, response, { realmId, clientId });
    if (box.realms.get(realmId)?.suspended) throw faults.suspended(box.knobs.suspendedStatus);
    next();
  };
}

/** Answers whose token it is. */
function authorize(box: Box, request: Request, realmId: string): string {
  const token = /^Bearer\s+(\S+)$/i.exec(request.get('authorization') ?? '')?.[1];
  if (token === undefined) throw gatewayFaults.tokenMissing();
  const found = box.grants.findAccess(token);
  if (!found) throw gatewayFaults.tokenUnknown(token);
  if (found.expired) throw gatewayFaults.tokenExpired(token);
  const { grant } = found;
  if (grant.realmId !== realmId || !grant.scopes.includes(ACCOUNTING))
    throw gatewayFaults.notAuthorized();
  return grant.clientId;
}

function admit(box: Box, request: Request, response: Response, caller: Caller): void {
  const meter = entryOf(response)?.meter ?? 'none';
  if (box.meter.isBlocked(meter)) throw gatewayFaults.throttled();
  if (!box.throttle.enter(caller, request.path.endsWith('/batch'))) throw gatewayFaults.throttled();
  response.on('close', () => {
    box.throttle.leave(caller.realmId);
    if (response.statusCode < 300) box.meter.count(caller.realmId, meter);
  });
}

export function realmOf(box: Box, request: Request): Realm {
  const realm = box.realms.get(realmIdOf(request));
  if (!realm) throw gatewayFaults.notAuthorized();
  return realm;
}
