import { describe, expect, it } from '@jest/globals';
import { Busy, NeedsReconnect, TryLater } from '../../../domain/errors.ts';
import { TENANT_A } from '../../../sandbox/xero/index.ts';
import { failureOf, useWorld } from './world.ts';

const world = useWorld();
const organisation = { path: '/Organisation' } as const;
const broken = (status: number, detail: string) => ({
  ...organisation,
  kind: 'status' as const,
  status,
  contentType: 'application/json',
  body: JSON.stringify({ Title: 'x', Status: status, Detail: detail }),
});

describe('a token', () => {
  it('without a scope is not renewed: only a new consent brings it', async () => {
    const { company, renewals, calls } = await world().open(TENANT_A);
    await world().sandbox.admin.addFault({ ...broken(401, 'AuthorizationUnsuccessful'), times: 5 });
    const error = await failureOf(company.readCompany());
    expect(error).toBeInstanceOf(NeedsReconnect);
    expect(error).toMatchObject({ code: 'xero.scope-missing' });
    expect([renewals(), calls.length]).toEqual([0, 1]);
  });
});

describe('an organisation', () => {
  it('that is offline for a moment is asked again, and then later', async () => {
    const { company, calls } = await world().open(TENANT_A);
    await world().sandbox.admin.addFault({ ...organisation, kind: 'status', status: 503 });
    await expect(company.readCompany()).resolves.toMatchObject({ country: 'NZ' });
    expect(calls.map(({ status }) => status)).toEqual([503, 200, 200]);
    await world().sandbox.admin.setOffline({ tenantId: TENANT_A, offline: true });
    const error = await failureOf(company.readCompany());
    await world().sandbox.admin.setOffline({ tenantId: TENANT_A, offline: false });
    expect(error).toBeInstanceOf(TryLater);
    expect(error).toMatchObject({ code: 'xero.unavailable' });
  });
});

describe('a limit (facts: Xero 5)', () => {
  it('of the minute says when to come back, and nobody waits inside the call', async () => {
    const { company, calls } = await world().open(TENANT_A);
    await world().sandbox.admin.addFault({
      ...organisation,
      kind: 'throttle',
      problem: 'minute',
      retryAfter: 22,
    });
    const error = await failureOf(company.readCompany());
    expect(error).toBeInstanceOf(Busy);
    expect(error).toMatchObject({ code: 'xero.throttled' });
    const waitMs = (calls[0]?.retryAt?.getTime() ?? 0) - Date.now();
    expect(Math.round(waitMs / 1_000)).toBe(22);
    expect([calls.length, calls[0]?.usedUpUntil]).toEqual([1, undefined]);
  });

  it('of the day says until when it is used up', async () => {
    const { company, calls } = await world().open(TENANT_A);
    await world().sandbox.admin.addFault({
      ...organisation,
      kind: 'throttle',
      problem: 'day',
      retryAfter: 7_200,
    });
    expect(await failureOf(company.readCompany())).toMatchObject({ code: 'xero.day-used-up' });
    const hours = ((calls[0]?.usedUpUntil?.getTime() ?? 0) - Date.now()) / 3_600_000;
    expect(Math.round(hours)).toBe(2);
  });

  it('is foreseen with the last call of the minute', async () => {
    await world().sandbox.admin.setKnobs({ limits: true, callsPerMinute: 2 });
    await world().sandbox.admin.resetLimits();
    const { company, calls } = await world().open(TENANT_A);
    await company.readCompany();
    expect(calls.map(({ status, retryAt }) => [status, retryAt !== null])).toEqual([
      [200, false],
      [200, true],
    ]);
  });
});

describe('an answer', () => {
  it('to a write that fails is not asked for again: Xero remembers the failure as well', async () => {
    const { company, calls } = await world().open(TENANT_A);
    const [invoice] = (await company.readPage('invoices', null, { scope: 'open' })).records;
    if (!invoice) throw new Error('the sample has open invoices');
    const failure = { kind: 'status', method: 'PUT', path: '/History', status: 500 } as const;
    await world().sandbox.admin.addFault({ ...failure, times: 5 });
    calls.length = 0;
    const { id, booksVersion } = invoice;
    const write = { id, booksVersion, requestId: 'r', noteLine: 'x' };
    expect(await failureOf(company.writeInvoice(write))).toBeInstanceOf(TryLater);
    expect(calls.map(({ status }) => status)).toEqual([200, 200, 500]);
  });
});
