import { describe, expect, it } from '@jest/globals';
import { NeedsReconnect, TryLater } from '../../../domain/errors.ts';
import { asId, type InvoiceId } from '../../../domain/ids.ts';
import { REALM_A, REALM_B, REALM_D } from '../../../sandbox/quickbooks/index.ts';
import { failureOf, useWorld } from './world.ts';

const world = useWorld();

describe('a failure that passes', () => {
  it('is tried again, after pauses that a worker can wait for', async () => {
    const { company, turns } = await world().open();
    await world().sandbox.admin.addFault({ kind: 'html', target: 'data', times: 2 });
    await expect(company.readTerms()).resolves.not.toHaveLength(0);
    expect(turns()).toBe(3);
    expect(world().pauses).toHaveLength(2);
    expect(Math.max(...world().pauses)).toBeLessThanOrEqual(1_000);
  });

  it.each(['json', 'xml'] as const)('is a throttle in either form (%s)', async (throttleBody) => {
    const { company } = await world().open();
    await world().sandbox.admin.setKnobs({ throttleBody });
    await world().sandbox.admin.addFault({ kind: 'throttle', target: 'data' });
    const error = await failureOf(company.readTerms());
    expect(error).toMatchObject({ code: 'quickbooks.throttled', traceId: expect.any(String) });
    expect((error as TryLater).at.getTime() - Date.now()).toBeGreaterThan(50_000);
  });

  it('is tried again for a long query, which goes another way', async () => {
    const { company } = await world().open();
    const ids = Array.from({ length: 300 }, (_, index) => asId<InvoiceId>(String(101 + index)));
    await world().sandbox.admin.addFault({ kind: 'truncate', path: '/query', times: 2 });
    const { records } = await company.readById('invoices', ids);
    expect(records.length).toBeGreaterThan(10);
  });
});

describe('a failure that stays', () => {
  it('is not tried again when QuickBooks says HTML with status 200 three times', async () => {
    const { company } = await world().open();
    const page = { kind: 'status', status: 200, body: '<html>', contentType: 'text/html' } as const;
    await world().sandbox.admin.addFault({ ...page, target: 'data', times: 3 });
    expect(await failureOf(company.readTerms())).toMatchObject({ code: 'quickbooks.garbled' });
  });
});

describe('a token that is refused', () => {
  it('of another company is not taken', async () => {
    const { company } = await world().connect(REALM_A);
    const opened = world().openWith(company.tokens, REALM_B);
    const error = await failureOf(opened.company.readTerms());
    expect(error).toBeInstanceOf(NeedsReconnect);
    expect(error).toMatchObject({ code: 'quickbooks.not-authorised' });
  });

  it.each([400, 403])('of a lapsed company pauses the connection (%i)', async (suspendedStatus) => {
    await world().sandbox.admin.setKnobs({ suspendedStatus });
    const { company } = await world().open(REALM_D);
    const error = await failureOf(company.countRecords());
    expect(error).toBeInstanceOf(NeedsReconnect);
    expect(error).toMatchObject({ code: 'quickbooks.subscription-ended' });
  });
});
