import { describe, expect, it } from '@jest/globals';
import { OutcomeUnknown } from '../../../domain/errors.ts';
import { REALM_A, REALM_B } from '../../../sandbox/quickbooks/index.ts';
import { failureOf, useWorld } from './world.ts';

const world = useWorld();

describe('consent', () => {
  it('refuses a callback whose company was exchanged on the way', async () => {
    const query = await world().consent({ intent: 'connect', realmId: REALM_A });
    query.set('realmId', REALM_B);
    const error = await failureOf(world().books.consent.exchange({ query, nonce: 'nonce-1' }));
    expect(error).toMatchObject({ code: 'quickbooks.identity-refused' });
  });

  it('is not led to another redirect address by the callback', async () => {
    const query = await world().consent({ intent: 'connect', realmId: REALM_A });
    query.set('redirectUri', 'https://elsewhere.example/');
    await expect(
      world().books.consent.exchange({ query, nonce: 'nonce-1' }),
    ).resolves.toMatchObject({
      access: { key: REALM_A, companies: [{ booksId: REALM_A, name: null }] },
    });
  });

  it.each(['drop', 'drop-after', 'hang-after', 'truncate'] as const)(
    'posts a code exactly once when the answer is lost (%s)',
    async (kind) => {
      const query = await world().consent({ intent: 'connect', realmId: REALM_A });
      await world().sandbox.admin.clearJournal();
      await world().sandbox.admin.addFault({ kind, target: 'identity', path: 'tokens/bearer' });
      const books = world().booksWith({ timeLimits: { identityMs: 500 } });
      const error = await failureOf(books.consent.exchange({ query, nonce: 'nonce-1' }));
      const posts = await world().requests('tokens/bearer');
      expect(posts).toHaveLength(1);
      expect(error).toBeInstanceOf(OutcomeUnknown);
      expect(error).toMatchObject({ code: 'quickbooks.exchange-lost' });
    },
  );

  it('posts a code exactly once when Intuit fails', async () => {
    const query = await world().consent({ intent: 'connect', realmId: REALM_A });
    await world().sandbox.admin.clearJournal();
    await world().sandbox.admin.addFault({ kind: 'status', status: 503, path: 'tokens/bearer' });
    const error = await failureOf(world().books.consent.exchange({ query, nonce: 'nonce-1' }));
    expect(await world().requests('tokens/bearer')).toHaveLength(1);
    expect(error).toBeInstanceOf(OutcomeUnknown);
  });
});

describe('refresh', () => {
  it('tries again with the same token while Intuit fails', async () => {
    const { company } = await world().connect();
    await world().sandbox.admin.addFault({ kind: 'html', path: 'tokens/bearer', times: 2 });
    await expect(world().books.consent.refresh(company.tokens)).resolves.toMatchObject({
      accessToken: expect.any(String),
    });
    expect(world().pauses).toHaveLength(2);
  });
});

describe('the end of access', () => {});
