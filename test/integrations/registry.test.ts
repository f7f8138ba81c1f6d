import { describe, expect, it } from '@jest/globals';
import {
  booksSettings,
  booksSwitches,
  openBooks,
  openEmail,
  sentences,
} from '../../integrations/registry.ts';
import { startSandboxQuickBooks } from '../../sandbox/quickbooks/index.ts';
import { readConfig } from '../../server/config.ts';

const now = () => new Date('2026-11-22T12:00:00Z');
const baseUrl = 'http://127.0.0.1:4000';
const optionsOf = (env: Record<string, string>) => ({ settings: readConfig(env), baseUrl, now });

describe('registry', () => {
  it('opens the systems that have settings, and no other; without any it is nothing', async () => {
    const xero = { XERO_CLIENT_ID: 'id', XERO_CLIENT_SECRET: 's', XERO_WEBHOOK_KEYS: 'k' };
    expect((await openBooks(optionsOf(xero))).map(({ key }) => key)).toEqual(['xero']);
    expect(await openBooks(optionsOf({}))).toEqual([]);
  });

  it('opens every accounting system from settings, with its addresses from the discovery document', async () => {
    const sandbox = await startSandboxQuickBooks();
    try {
      const [quickBooks, ...others] = await openBooks(
        optionsOf({
          QUICKBOOKS_CLIENT_ID: 'id',
          QUICKBOOKS_CLIENT_SECRET: 'secret',
          QUICKBOOKS_VERIFIER_TOKENS: 'token',
          INTUIT_DISCOVERY_URL: `${sandbox.url}/.well-known/openid_configuration`,
          QUICKBOOKS_API_URL: sandbox.url,
        }),
      );
      expect(others).toEqual([]);
      const url = await quickBooks?.consent.authorizeUrl({
        intent: 'connect',
        state: 's',
        nonce: 'n',
      });
      expect(url).toMatch(new RegExp(`^${sandbox.url}/connect/oauth2`));
      expect(new URL(url ?? '').searchParams.get('redirect_uri')).toBe(
        `${baseUrl}/connect/quickbooks/return`,
      );
    } finally {
      await sandbox.close();
    }
  });

  it.each([
    [{ SENDGRID_API_KEY: 'SG.key' }, 'sendgrid'],
    [{ SMTP_URL: 'smtp://127.0.0.1:2525' }, 'smtp'],
  ])('sends e-mail as %j says', async (env, provider) => {
    const channel = openEmail(optionsOf(env));
    expect([channel.key, channel.provider]).toEqual(['email', provider]);
    await channel.close();
  });

  it('does not start without a way to send', () => {
    expect(() => openEmail(optionsOf({}))).toThrow(RangeError);
  });

  it('knows the switch of every system, and what it needs, among their settings', () => {
    const switches = booksSwitches.map(({ on }) => on);
    expect(switches).toEqual(expect.arrayContaining(['QUICKBOOKS_CLIENT_ID', 'XERO_CLIENT_ID']));
    const named = booksSwitches.flatMap(({ on, needs }) => [on, ...needs]);
    expect(Object.keys(booksSettings)).toEqual(expect.arrayContaining(named));
  });

  it('brings words for the codes of every system', () => {
    expect(sentences.every((table) => Object.keys(table).length > 0)).toBe(true);
  });
});
