import { describe, expect, it } from '@jest/globals';
import { domainOf, SenderSettings, SenderSettingsPut } from '../../../domain/sender/settings.ts';

describe('settings of the sender (ux S4)', () => {
  it('have a default for everything', () => {
    expect(SenderSettings.parse({})).toEqual({ name: '', replyTo: null, address: null });
  });

  it('hold addresses in small letters, so that a domain is one', () => {
    const { address } = SenderSettings.parse({ address: ' Bills@Rose.Example ' });
    expect(address).toBe('bills@rose.example');
    expect(domainOf('a@b@Rose.EXAMPLE')).toBe('rose.example');
  });

  it.each([
    ['a mailbox for everybody', 'me@gmail.com', 'consumer-domain'],
    ['a second line', 'a@rose.example\r\nBcc: thief@evil.example', 'invalid_format'],
    ['two addresses', 'a@rose.example, b@rose.example', 'invalid_format'],
    ['no domain', 'a@', 'invalid_format'],
  ])('refuse %s as sender', (_what, address, code) => {
    const { error } = SenderSettingsPut.safeParse({ address });
    expect(error?.issues.map((one) => (one.code === 'custom' ? one.message : one.code))).toEqual([
      code,
    ]);
  });

  it('take a mailbox for everybody as the address of replies', () => {
    expect(SenderSettingsPut.safeParse({ replyTo: 'me@gmail.com' }).success).toBe(true);
  });
});
