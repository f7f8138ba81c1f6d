import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openDns } from '../../integrations/dns.ts';
import { startSandboxDns, type SandboxDns } from '../../sandbox/dns/index.ts';

let sandbox: SandboxDns;
beforeAll(async () => {
  sandbox = await startSandboxDns({
    zone: {
      'Rose.example': { TXT: ['v=spf1 -all', 'x'.repeat(600)] },
      'k._domainkey.rose.example': { CNAME: 'dkim.dunlin.example' },
      'empty.example': {},
      'broken.example': 'broken',
      'silent.example': 'silent',
    },
  });
});
afterAll(() => sandbox.close());

const dns = (timeoutMs = 3_000) => openDns({ servers: [sandbox.server], timeoutMs });

describe('questions to name servers', () => {
  it('bring texts whole, however many pieces they came in', async () => {
    expect(await dns().texts('rose.example')).toEqual({
      kind: 'found',
      values: ['v=spf1 -all', 'x'.repeat(600)],
    });
  });

  it('bring the name behind another', async () => {
    expect(await dns().aliases('k._domainkey.rose.example')).toEqual({
      kind: 'found',
      values: ['dkim.dunlin.example'],
    });
  });

  it.each([
    ['a name that is not there', 'nothing.example', 'none'],
    ['a name without such records', 'empty.example', 'none'],
    ['a name that cannot exist', `${'a'.repeat(64)}.example`, 'none'],
    ['a server that fails', 'broken.example', 'no-answer'],
    ['a server that stays silent', 'silent.example', 'no-answer'],
  ])('tell %s', async (_what, name, kind) => {
    const asked = dns(name === 'silent.example' ? 100 : 3_000);
    expect(await asked.texts(name)).toEqual({ kind });
    expect(await asked.aliases(name)).toEqual({ kind });
  });

  it('cannot go to what is no address', () => {
    expect(() => openDns({ servers: ['dns.example'] })).toThrow(RangeError);
  });
});
