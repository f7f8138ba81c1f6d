import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { discoverIntuit } from '../../../integrations/quickbooks/index.ts';
import {
  startSandboxQuickBooks,
  type SandboxQuickBooks,
} from '../../../sandbox/quickbooks/index.ts';

let sandbox: SandboxQuickBooks;
beforeAll(async () => {
  sandbox = await startSandboxQuickBooks({});
});
afterAll(() => sandbox.close());

const discover = () => discoverIntuit(`${sandbox.url}/.well-known/openid_configuration`);

describe('the addresses of Intuit', () => {
  it.each([
    ['lost', { kind: 'drop', times: 2 }],
    ['an outage', { kind: 'status', status: 503, times: 2 }],
    ['a page instead of a document', { kind: 'html', times: 1 }],
  ] as const)('are found although the first answers are %s', async (_name, fault) => {
    await sandbox.admin.addFault({ target: 'identity', ...fault });
    expect((await discover()).tokenUrl).toContain(sandbox.url);
  });

  it('are missed, in words, when no answer ever comes', async () => {
    await sandbox.admin.addFault({ target: 'identity', kind: 'drop', times: 5 });
    await expect(discover()).rejects.toMatchObject({ code: 'quickbooks.unavailable' });
  });
});
