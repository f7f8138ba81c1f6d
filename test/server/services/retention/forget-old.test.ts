import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { storePost } from '../../../../server/db/webhooks.ts';
import type { Context } from '../../../../server/services/context.ts';
import { forgetOld } from '../../../../server/services/retention/forget-old.ts';
import { openTestDatabase, type TestDatabase } from '../../../support/database.ts';
import { makeContext } from '../../../support/make-context.ts';

const NOW = new Date('2026-11-27T12:00:00Z');
const daysAgo = (days: number) => new Date(NOW.getTime() - days * 86_400_000);
let database: TestDatabase;
let ctx: Context;
beforeAll(async () => {
  database = await openTestDatabase();
  ctx = makeContext(database, { now: () => NOW });
}, 90_000);
afterAll(() => database.close());

const lines = async (text: string) =>
  (await database.query<{ line: string }>(text)).map(({ line }) => line);

describe('what is forgotten', () => {
  it('is the text of posts that were worked off and known events, after 90 days; what waits stays', async () => {
    const posts: [string, number, string][] = [
      ['old', 91, 'processed'],
      ['old and unreadable', 91, 'unreadable'],
      ['old, not worked off', 91, 'received'],
      ['young', 89, 'processed'],
    ];
    for (const [text, days, state] of posts) {
      await storePost(ctx.store.db, {
        provider: 'inbound',
        body: Buffer.from(text),
        receivedAt: daysAgo(days),
      });
      await database.query('update webhook_post set state = $1 where body = $2', [
        state,
        Buffer.from(text),
      ]);
    }
    for (const days of [91, 89])
      await database.query('insert into webhook_event values ($1, $2, $3)', [
        'xero',
        `${days} days`,
        daysAgo(days),
      ]);

    expect(await forgetOld(ctx)).toEqual({ posts: 2, events: 1, links: 0 });
    expect(
      await lines(`select convert_from(body, 'utf8') as line from webhook_post order by id`),
    ).toEqual(['', '', 'old, not worked off', 'young']);
    expect(await lines('select event_id as line from webhook_event')).toEqual(['89 days']);
    expect(await forgetOld(ctx)).toEqual({ posts: 0, events: 0, links: 0 });
  });

  it('leaves a post known: the same bytes a second time add nothing', async () => {
    const [before] = await lines('select count(*)::text as line from webhook_post');
    const again = { provider: 'inbound', body: Buffer.from('old'), receivedAt: NOW };
    await storePost(ctx.store.db, again);
    expect(await lines('select count(*)::text as line from webhook_post')).toEqual([before]);
  });
});
