import { describe, expect, it } from '@jest/globals';
import { openQuickBooks } from '../../../integrations/quickbooks/open.ts';
import { useWorld } from './world.ts';

const world = useWorld();

function open(monthlyCalls?: number) {
  return openQuickBooks({
    settings: {
      QUICKBOOKS_CLIENT_ID: 'id',
      QUICKBOOKS_ENVIRONMENT: 'sandbox',
      QUICKBOOKS_API_URL: world().sandbox.url,
      INTUIT_DISCOVERY_URL: `${world().sandbox.url}/.well-known/openid_configuration`,
      QUICKBOOKS_MONTHLY_CALLS: monthlyCalls,
    },
    baseUrl: 'http://127.0.0.1:3000',
    now: () => new Date(),
  });
}

describe('QuickBooks as configured', () => {
  it.each([
    [undefined, 500_000],
    [1_000_000, 1_000_000],
    [0, null],
  ])(
    'with QUICKBOOKS_MONTHLY_CALLS=%s is metered to %s calls a month',
    async (setting, monthly) => {
      const books = await open(setting);
      expect(books?.limits).toEqual({ perSecond: 10, perMinute: 500, atOnce: 10, monthly });
    },
  );

  it('is not offered without an app at Intuit, and asks Intuit nothing', async () => {
    const settings = { QUICKBOOKS_ENVIRONMENT: 'production' } as const;
    const options = { baseUrl: 'http://127.0.0.1:3000', now: () => new Date() };
    expect(await openQuickBooks({ settings, ...options })).toBeNull();
  });

  it('says what its books can hold, and that nothing tells of their own reminders (UF-2)', async () => {
    expect((await open())?.abilities).toEqual({
      markedFiles: true,
      sentMark: true,
      statusField: true,
      memo: 'messages',
      noteLine: 'memo',
      maxEmailLength: 100,
      nativeReminders: 'ask',
      tellsOfCompany: true,
    });
  });
});
