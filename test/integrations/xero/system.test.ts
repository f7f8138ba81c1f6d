import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { xero } from '../../../integrations/xero/system.ts';

const open = (env: Record<string, unknown>) =>
  xero.open({
    settings: z.object(xero.settings).parse(env),
    baseUrl: 'https://dunlin.example',
    now: () => new Date(),
  });
const consentOf = async (settings: Record<string, string>) => {
  const books = await open(settings);
  const url = await books?.consent.authorizeUrl({ intent: 'connect', state: 's', nonce: 'n' });
  return new URL(url ?? '');
};

describe('opening from settings', () => {
  it('offers nothing without a client id', async () => {
    expect(await open({})).toBeNull();
  });

  it('asks at Xero for the granular scopes and offline access (facts: Xero 1.5)', async () => {
    const url = await consentOf({ XERO_CLIENT_ID: 'id' });
    expect(url.origin + url.pathname).toBe('https://login.xero.com/identity/connect/authorize');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      response_type: 'code',
      client_id: 'id',
      redirect_uri: 'https://dunlin.example/connect/xero/return',
      scope:
        'openid profile email offline_access accounting.invoices accounting.contacts accounting.payments.read ' +
        'accounting.settings.read accounting.attachments.read',
      state: 's',
      nonce: 'n',
    });
  });

  it('goes where the settings say', async () => {
    const settings = { XERO_CLIENT_ID: 'id', XERO_LOGIN_URL: 'http://127.0.0.1:9' };
    expect((await consentOf(settings)).origin).toBe('http://127.0.0.1:9');
  });

  it.each([
    [undefined, 1_000],
    [5_000, 5_000],
  ])('with XERO_DAILY_CALLS=%s has %d calls a day', async (XERO_DAILY_CALLS, daily) => {
    const books = await open({ XERO_CLIENT_ID: 'id', XERO_DAILY_CALLS });
    expect(books?.limits).toMatchObject({ perMinute: 60, atOnce: 5, monthly: null, daily });
  });
});
