import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { quickbooks } from '../../../integrations/quickbooks/system.ts';
import { useWorld } from './world.ts';

const world = useWorld();

const openWith = (env: Record<string, string>) =>
  quickbooks.open({
    settings: z.object(quickbooks.settings).parse(env),
    baseUrl: 'http://127.0.0.1:3000',
    now: () => new Date(),
  });

const open = (monthlyCalls?: string) =>
  openWith({
    QUICKBOOKS_CLIENT_ID: 'sandbox-client-id',
    QUICKBOOKS_ENVIRONMENT: 'sandbox',
    QUICKBOOKS_API_URL: world().sandbox.url,
    INTUIT_DISCOVERY_URL: `${world().sandbox.url}/.well-known/openid_configuration`,
    ...(monthlyCalls !== undefined && { QUICKBOOKS_MONTHLY_CALLS: monthlyCalls }),
  });

describe('QuickBooks as configured', () => {
  it('is not there without a client id, and nobody asks Intuit for its addresses', async () => {
    expect(await openWith({ XERO_CLIENT_ID: 'x' })).toBeNull();
  });

  it.each([
    [undefined, 500_000],
    ['1000000', 1_000_000],
    ['0', null],
  ])(
    'with QUICKBOOKS_MONTHLY_CALLS=%s is metered to %s calls a month',
    async (setting, monthly) => {
      const books = await open(setting);
      expect(books?.limits).toEqual({ perSecond: 10, perMinute: 500, atOnce: 10, monthly });
    },
  );

  it('says what its books can hold, and that nothing tells of their own reminders (UF-2)', async () => {
    expect((await open())?.abilities).toEqual({
      markedFiles: true,
      mirrorsFiles: true,
      sentMark: true,
      statusField: true,
      noteLine: 'memo',
      expectedDay: false,
      memo: 'messages',
      maxEmailLength: 100,
      nativeReminders: 'ask',
      tellsOfCompany: true,
    });
  });
});
