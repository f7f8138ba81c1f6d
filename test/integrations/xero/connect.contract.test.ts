import { describe, expect, it } from '@jest/globals';
import { TENANT_A, TENANT_B } from '../../../sandbox/xero/index.ts';
import { failureOf, useWorld } from './world.ts';

const world = useWorld();
const exchange = async (choice: Parameters<ReturnType<typeof world>['consent']>[0]) =>
  world().books.consent.exchange({ query: await world().consent(choice), nonce: 'nonce-1' });
const tokenPath = { target: 'identity', path: 'connect/token' } as const;

describe('consent', () => {
  it('brings the person, the tokens, and the organisation of this very consent', async () => {
    await world().connect(TENANT_B);
    const { identity, access } = await world().connect(TENANT_A);
    expect(identity).toMatchObject({ emailVerified: true, email: expect.stringContaining('@') });
    expect(identity.subject).not.toBe('');
    expect(access.key).toBe(identity.subject);
    expect(access.companies).toEqual([{ booksId: TENANT_A, name: 'Harbourline Demo Ltd' }]);
    expect(access.reached.toSorted()).toEqual([TENANT_A, TENANT_B].toSorted());
    const minutes = (access.tokens.accessExpiresAt.getTime() - Date.now()) / 60_000;
    const days = (access.tokens.refreshExpiresAt.getTime() - Date.now()) / 86_400_000;
    expect([Math.round(minutes), Math.round(days)]).toEqual([30, 60]);
    expect(access.tokens.refreshHardExpiresAt).toBeNull();
  });

  it('to sign in alone gives no access to books', async () => {
    const grant = await exchange({ intent: 'sign-in', person: 'owen@tarnandfell.example' });
    expect(grant).toMatchObject({ access: null, identity: { name: 'Owen Pike' } });
  });

  it('does not take an identity token of another issuer, audience or age', async () => {
    for (const change of [
      { issuer: 'https://elsewhere.example' },
      { now: () => new Date(Date.now() + 3_600_000) },
    ]) {
      const query = await world().consent({ intent: 'sign-in' });
      const error = await failureOf(
        world().booksWith(change).consent.exchange({ query, nonce: 'nonce-1' }),
      );
      expect(error).toMatchObject({ code: 'xero.identity-refused' });
    }
  });

  it('goes on when the connections are out of order for a moment: the code is spent', async () => {
    await world().sandbox.admin.addFault({ kind: 'status', status: 503, path: '/connections' });
    const grant = await exchange({ intent: 'connect', tenantId: TENANT_A });
    expect(grant.access?.companies).toHaveLength(1);
  });
});

describe('refresh', () => {
  it('whose answer was lost is asked for again with the old token, within its grace', async () => {
    const { access } = await world().connect();
    await world().sandbox.admin.addFault({ kind: 'drop-after', ...tokenPath });
    const next = await world().books.consent.refresh(access.tokens);
    expect(next.refreshToken).not.toBe(access.tokens.refreshToken);
  });
});

describe('the end of access', () => {
  it('of one organisation leaves the tokens to the others, and is done already when it was gone', async () => {
    await world().connect(TENANT_B);
    const { access } = await world().connect(TENANT_A);
    const shared = { accessToken: () => Promise.resolve(access.tokens.accessToken) };
    const ending = { booksId: TENANT_A, tokens: access.tokens, shared };
    await world().books.consent.end(ending);
    const left = world().openWith(access.tokens, TENANT_B);
    await expect(left.company.readCompany()).resolves.toMatchObject({ country: 'GB' });
    const gone = world().openWith(access.tokens, TENANT_A);
    expect(await failureOf(gone.company.readCompany())).toMatchObject({
      code: 'xero.organisation-gone',
    });
    await expect(world().books.consent.end(ending)).resolves.toBeUndefined();
  });
});
