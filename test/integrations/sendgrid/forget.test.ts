import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { NeedsPerson, TryLater } from '../../../domain/errors.ts';
import { createSendGridChannel } from '../../../integrations/sendgrid/index.ts';
import { startSandboxSendGrid, type SandboxSendGrid } from '../../../sandbox/sendgrid/index.ts';

const now = () => new Date('2026-11-22T08:00:00Z');
const address = 'o+hara/jo@rose.example';

let vendor: SandboxSendGrid;
beforeAll(async () => {
  vendor = await startSandboxSendGrid({ now });
});
afterAll(() => vendor.close());
afterEach(() => vendor.breakLists(null));

const forget = async (complaint = false, change: { apiKey?: string; baseUrl?: string } = {}) => {
  const settings = { apiKey: vendor.apiKey, baseUrl: vendor.url, now, ...change };
  await createSendGridChannel(settings).forgetSuppression?.({ address, complaint });
};
const failureOf = (asked: Promise<void>) => asked.then(null, (error: unknown) => error);
const onLists = () =>
  Object.entries(vendor.lists).flatMap(([name, list]) => (list.has(address) ? [name] : []));

describe('an address that SendGrid itself keeps on its lists (facts: delivery 3.5)', () => {
  it.each([
    ['leaves them all but the complaints', false, ['spam_reports']],
    ['leaves the complaints too when its reader wants messages again', true, []],
  ])('%s', async (_what, complaint, kept) => {
    for (const list of Object.values(vendor.lists)) list.add(address);
    await forget(complaint);
    expect(onLists()).toEqual(kept);
    await forget(complaint);
    expect(onLists()).toEqual(kept);
  });

  it.each([
    [429, TryLater, 'sendgrid.429'],
    [503, TryLater, 'sendgrid.503'],
    [403, NeedsPerson, 'sendgrid.lists-forbidden'],
    [400, NeedsPerson, 'sendgrid.lists-refused'],
  ])('stays there after %i', async (status, kind, code) => {
    vendor.lists.bounces.add(address);
    vendor.breakLists(status);
    const failed = await failureOf(forget());
    expect(failed).toBeInstanceOf(kind);
    expect(failed).toMatchObject({ code });
    expect(String(failed)).not.toContain('rose.example');
    expect(onLists()).toContain('bounces');
  });

  it('stays there when the key is refused or nobody answers', async () => {
    const refused = await failureOf(forget(false, { apiKey: 'SG.wrong' }));
    expect(refused).toBeInstanceOf(NeedsPerson);
    expect(refused).toMatchObject({ code: 'sendgrid.unauthorised' });
    const lost = await failureOf(forget(false, { baseUrl: 'http://127.0.0.1:1' }));
    expect(lost).toBeInstanceOf(TryLater);
    expect(lost).toMatchObject({ at: new Date('2026-11-22T08:01:00Z') });
  });
});
