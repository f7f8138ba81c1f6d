import { describe, expect, it } from '@jest/globals';
import { Bug, NeedsReconnect, OutcomeUnknown, Refused, TryLater } from '../../../domain/errors.ts';
import { REALM_A, REALM_B } from '../../../sandbox/quickbooks/index.ts';
import { failureOf, useWorld } from './world.ts';

const world = useWorld();

describe('consent', () => {
  it('brings identity, company and tokens with their ends of life', async () => {
    const { identity, company } = await world().connect(REALM_B);
    expect(identity).toMatchObject({ email: 'pat@alder.example', emailVerified: true });
    expect(identity.subject).not.toBe('');
    expect(company.booksId).toBe(REALM_B);
    const hours = (company.tokens.accessExpiresAt.getTime() - Date.now()) / 3_600_000;
    expect(hours).toBeCloseTo(1, 1);
    const days = (company.tokens.refreshExpiresAt.getTime() - Date.now()) / 86_400_000;
    expect(days).toBeCloseTo(101, 0);
    expect(company.tokens.refreshHardExpiresAt?.getFullYear()).toBeGreaterThan(2029);
  });

  it('brings the identity alone for a sign-in', async () => {
    const query = await world().consent({ intent: 'sign-in' });
    const grant = await world().books.consent.exchange({ query, nonce: 'nonce-1' });
    expect(grant.access).toBeNull();
    expect(grant.identity.email).toBe('pat@alder.example');
  });

  it('is refused when the person cancels', async () => {
    const query = await world().consent({ intent: 'connect', decision: 'cancel' });
    const error = await failureOf(world().books.consent.exchange({ query, nonce: 'nonce-1' }));
    expect(error).toBeInstanceOf(Refused);
    expect(error).toMatchObject({ code: 'quickbooks.consent-refused' });
  });

  it('refuses a code that was used before', async () => {
    const query = await world().consent({ intent: 'connect', realmId: REALM_A });
    await world().books.consent.exchange({ query, nonce: 'nonce-1' });
    const error = await failureOf(world().books.consent.exchange({ query, nonce: 'nonce-1' }));
    expect(error).toBeInstanceOf(Refused);
    expect(error).toMatchObject({ code: 'quickbooks.code-refused', traceId: expect.any(String) });
  });

  it('refuses an identity token made for another consent', async () => {
    const query = await world().consent({ intent: 'connect', realmId: REALM_A, nonce: 'theirs' });
    const error = await failureOf(world().books.consent.exchange({ query, nonce: 'ours' }));
    expect(error).toMatchObject({ code: 'quickbooks.identity-refused' });
  });

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

  it('says that our own credentials are wrong without blaming the owner', async () => {
    const query = await world().consent({ intent: 'connect', realmId: REALM_A });
    const books = world().booksWith({ clientSecret: 'wrong' });
    const error = await failureOf(books.consent.exchange({ query, nonce: 'nonce-1' }));
    expect(error).toBeInstanceOf(Bug);
    expect(error).toMatchObject({ code: 'quickbooks.client-refused' });
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
  it('brings new tokens', async () => {
    const { company } = await world().connect();
    await world().sandbox.admin.advanceClock({ days: 2 });
    const fresh = await world().books.consent.refresh(company.tokens);
    expect(fresh.accessToken).not.toBe(company.tokens.accessToken);
    expect(fresh.refreshToken).not.toBe(company.tokens.refreshToken);
    await world().sandbox.admin.advanceClock({ days: -2 });
  });

  it('tries again with the same token while Intuit fails', async () => {
    const { company } = await world().connect();
    await world().sandbox.admin.addFault({ kind: 'html', path: 'tokens/bearer', times: 2 });
    await expect(world().books.consent.refresh(company.tokens)).resolves.toMatchObject({
      accessToken: expect.any(String),
    });
    expect(world().pauses).toHaveLength(2);
  });

  it('gives up after three tries and asks to come back', async () => {
    const { company } = await world().connect();
    await world().sandbox.admin.addFault({ kind: 'drop', path: 'tokens/bearer', times: 3 });
    const error = await failureOf(world().books.consent.refresh(company.tokens));
    expect(error).toBeInstanceOf(TryLater);
  });

  it('needs a new consent after the owner disconnected in QuickBooks', async () => {
    const { company } = await world().connect();
    await world().sandbox.admin.disconnect({ realmId: REALM_A });
    const error = await failureOf(world().books.consent.refresh(company.tokens));
    expect(error).toBeInstanceOf(NeedsReconnect);
    expect(error).toMatchObject({ code: 'quickbooks.grant-ended' });
  });
});

describe('the end of access', () => {
  it('ends the grant, and is done already when it was dead', async () => {
    const { company } = await world().connect();
    await world().books.consent.end({ ...company, shared: null });
    expect(await failureOf(world().books.consent.refresh(company.tokens))).toBeInstanceOf(
      NeedsReconnect,
    );
    const again = world().books.consent.end({ ...company, shared: null });
    await expect(again).resolves.toBeUndefined();
  });
});
