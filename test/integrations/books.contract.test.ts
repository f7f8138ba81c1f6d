import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { inspect } from 'node:util';
import {
  Bug,
  NeedsReconnect,
  OutcomeUnknown,
  Refused,
  TokenRefused,
  TryLater,
} from '../../domain/errors.ts';
import { asId, type InvoiceId } from '../../domain/ids.ts';
import { codeIn, connectTo, failureOf, openFirst } from './books-suite.ts';
import { worlds, type BooksWorld } from './books.worlds.ts';

/**
 * What every accounting system must do alike, over real HTTP: consent, tokens, calls, webhooks. What is left to each stands in its answers.
 * What it reads and writes: books-records.contract.test.ts.
 */
describe.each(worlds)('the books of $name', ({ start }) => {
  let world: BooksWorld;
  beforeAll(async () => {
    world = await start();
  });
  afterEach(() => world.calm());
  afterAll(() => world.close());

  const code = (text: string) => codeIn(world, text);
  const connect = (booksId?: string) => connectTo(world, booksId);
  const open = (limits?: { callMs: number }) => openFirst(world, limits);
  const exchange = (query: URLSearchParams, books = world.books) =>
    books.consent.exchange({ query, nonce: 'nonce-1' });

  describe('consent', () => {
    it('brings the person, the company of this consent, and tokens with their ends of life', async () => {
      await connect(world.second);
      const { identity, access } = await connect();
      expect(identity).toMatchObject({ emailVerified: true, email: expect.stringContaining('@') });
      expect(identity.subject).not.toBe('');
      expect(access.companies[0]?.booksId).toBe(world.first);
      const { tokensOf, accessMinutes, refreshDays, hasHardEnd } = world.answers;
      expect(access.key).toBe(tokensOf === 'company' ? world.first : identity.subject);
      const { accessExpiresAt, refreshExpiresAt, refreshHardExpiresAt } = access.tokens;
      const minutes = (accessExpiresAt.getTime() - Date.now()) / 60_000;
      const days = (refreshExpiresAt.getTime() - Date.now()) / 86_400_000;
      expect([Math.round(minutes), Math.round(days)]).toEqual([accessMinutes, refreshDays]);
      expect(refreshHardExpiresAt !== null).toBe(hasHardEnd);
    });

    it('to sign in alone gives no access to books', async () => {
      const grant = await exchange(await world.consent({ intent: 'sign-in' }));
      expect(grant.access).toBeNull();
      expect(grant.identity.email).toContain('@');
    });

    it('that was refused connects nothing', async () => {
      const query = await world.consent({ intent: 'connect', approve: false });
      const error = await failureOf(exchange(query));
      expect(error).toBeInstanceOf(Refused);
      expect(error).toMatchObject(code('consent-refused'));
    });

    it('takes a code once', async () => {
      const query = await world.consent({ intent: 'connect', booksId: world.first });
      await exchange(query);
      const error = await failureOf(exchange(query));
      expect(error).toBeInstanceOf(Refused);
      expect(error).toMatchObject(code('code-refused'));
    });

    it('does not take an identity token that was made for another consent', async () => {
      const query = await world.consent({ intent: 'connect', booksId: world.first });
      const theirs = world.books.consent.exchange({ query, nonce: 'another' });
      expect(await failureOf(theirs)).toMatchObject(code('identity-refused'));
    });

    it('says that our own credentials are wrong without blaming the owner', async () => {
      const query = await world.consent({ intent: 'connect', booksId: world.first });
      const error = await failureOf(exchange(query, world.wrongSecret));
      expect(error).toBeInstanceOf(Bug);
      expect(error).toMatchObject(code('client-refused'));
    });

    it.each(['drop', 'drop-after', 'hang-after', 'truncate'] as const)(
      'whose answer is lost (%s) is not asked for again: the code may be spent',
      async (kind) => {
        const query = await world.consent({ intent: 'connect', booksId: world.first });
        await world.fault('identity', { kind });
        const error = await failureOf(exchange(query, world.impatient));
        expect(error).toBeInstanceOf(OutcomeUnknown);
        expect(error).toMatchObject(code('exchange-lost'));
      },
    );
  });

  describe('tokens', () => {
    it('that are renewed work', async () => {
      const { access } = await connect();
      await world.expireTokens();
      const next = await world.books.consent.refresh(access.tokens);
      expect(next.accessToken).not.toBe(access.tokens.accessToken);
      const { company } = world.openWith(next, world.first);
      await expect(company.readCompany()).resolves.toEqual(world.answers.company);
    });

    it('are asked for again with the old one while their service is out of order, and then later', async () => {
      const { access } = await connect();
      await world.fault('identity', { kind: 'html', times: 2 });
      await expect(world.books.consent.refresh(access.tokens)).resolves.toMatchObject({
        accessToken: expect.any(String),
      });
      await world.fault('identity', { kind: 'status', status: 503, times: 9 });
      expect(await failureOf(world.books.consent.refresh(access.tokens))).toBeInstanceOf(TryLater);
    });

    it('of a grant that ended need a new consent', async () => {
      const { access } = await connect();
      await world.endGrant(access.tokens);
      const error = await failureOf(world.books.consent.refresh(access.tokens));
      expect(error).toBeInstanceOf(NeedsReconnect);
      expect(error).toMatchObject(code('grant-ended'));
    });

    it('end with the access, which is done already when they were dead', async () => {
      const { access } = await connect();
      const ending = { booksId: world.first, tokens: access.tokens, shared: null };
      await world.books.consent.end(ending);
      const dead = await failureOf(world.books.consent.refresh(access.tokens));
      expect(dead).toBeInstanceOf(NeedsReconnect);
      await expect(world.books.consent.end(ending)).resolves.toBeUndefined();
    });

    it('that expired are renewed once, before the next turn and not in one: a turn is one of few', async () => {
      const { company, calls, renewals, turns, tokensInTurn } = await open();
      await world.expireTokens();
      await expect(company.readCompany()).resolves.toEqual(world.answers.company);
      expect([renewals(), tokensInTurn(), calls[0]?.status]).toEqual([1, 0, 401]);
      expect(turns()).toBe(calls.length);
    });

    it('that are refused again after that are named as such: it may pass', async () => {
      const { company, renewals } = await open();
      await world.fault('data', { kind: 'status', status: 401, times: 5 });
      const error = await failureOf(company.readCompany());
      expect(error).toBeInstanceOf(TokenRefused);
      expect(error).toMatchObject(code('token-refused'));
      expect(renewals()).toBe(1);
    });

    it('of a company that was disconnected in the books need the owner', async () => {
      const { company } = await open();
      await world.disconnect(world.first);
      const error = await failureOf(company.readCompany());
      expect(error).toBeInstanceOf(NeedsReconnect);
      expect(error).toMatchObject({ code: world.answers.goneCode });
    });
  });

  describe('a call', () => {
    it.each(['html', 'drop', 'drop-after', 'truncate', 'status'] as const)(
      'that fails for a moment (%s) is made again',
      async (kind) => {
        const { company, turns } = await open();
        await world.fault('data', { kind, times: 2, ...(kind === 'status' && { status: 503 }) });
        await expect(company.readTerms()).resolves.not.toHaveLength(0);
        expect(turns()).toBeGreaterThanOrEqual(3);
      },
    );

    it.each([
      ['html', 'unavailable'],
      ['drop', 'unavailable'],
      ['truncate', 'garbled'],
      ['hang', 'timeout'],
    ] as const)('that goes on failing (%s) is put off after three tries', async (kind, why) => {
      const { company, turns } = await open(kind === 'hang' ? { callMs: 200 } : undefined);
      await world.fault('data', { kind, times: 5 });
      const error = await failureOf(company.readTerms());
      expect(error).toBeInstanceOf(TryLater);
      expect(error).toMatchObject(code(why));
      expect(turns()).toBe(3);
    });

    it('that is one too many is not waited for: it says when to come back', async () => {
      const { company, calls, turns } = await open();
      await world.fault('data', { kind: 'throttle' });
      const error = await failureOf(company.readTerms());
      expect(error).toBeInstanceOf(TryLater);
      expect(error).toMatchObject(code('throttled'));
      const { at } = error as TryLater;
      expect(calls).toEqual([expect.objectContaining({ status: 429, retryAt: at })]);
      const seconds = (at.getTime() - Date.now()) / 1_000;
      expect(seconds > 0 && seconds <= 61).toBe(true);
      expect(turns()).toBe(1);
    });

    it.each(['status 400', 'status 401', 'status 503', 'drop', 'truncate', 'throttle', 'hang'])(
      'that fails leaves no token in the error, wherever one looks: %s',
      async (fault) => {
        const { access } = await connect();
        const { accessToken, refreshToken } = access.tokens;
        const secrets = [accessToken, refreshToken, ...world.secrets];
        const [kind, status] = fault.split(' ') as ['status', string?];
        const body = JSON.stringify({ Detail: `Token: ${secrets.join()}` });
        const more = status === undefined ? {} : { status: Number(status), body };
        await world.fault('data', { kind, times: 50, ...more });
        await world.fault('identity', { kind, times: 50, ...more });
        const { company } = world.openWith(access.tokens, world.first, { callMs: 150 });
        const id = asId<InvoiceId>(world.answers.stranger);
        const write = { id, booksVersion: 1, requestId: 'r', sentMark: { sentAt: new Date() } };
        const calls = [
          () => company.readTerms(),
          () => company.readById('invoices', [id]),
          () => company.readPdf(id),
          () => company.writeInvoice(write),
          () => world.impatient.consent.refresh(access.tokens),
        ];
        for (const call of calls) {
          const error = await failureOf(call());
          expect(error).toBeInstanceOf(Error);
          const seen = `${inspect(error, { depth: 20, showHidden: true })}${JSON.stringify(error)}`;
          for (const secret of secrets) expect(seen).not.toContain(secret);
        }
      },
    );
  });

  describe('webhooks', () => {
    it('are signed, name what changed, and bear the same ids when they come twice', async () => {
      await connect();
      let id: InvoiceId | undefined;
      const enter = async (): Promise<void> => {
        id = await world.hands.enterInvoice({ amount: 10 });
      };
      const posts = await world.told(enter, { twice: true });
      const { verify, parse } = world.books.webhook;
      expect(posts.map(({ body, headers }) => verify(body, headers))).toEqual(
        posts.map(() => true),
      );
      const events = posts.flatMap(({ body }) => parse(body));
      const ofInvoice = events.filter(
        ({ kind, recordId }) => kind === 'invoice' && recordId === id,
      );
      expect(ofInvoice.length).toBeGreaterThanOrEqual(2);
      expect(new Set(ofInvoice.map(({ eventId }) => eventId)).size).toBe(1);
      expect(ofInvoice[0]).toMatchObject({ booksId: world.first, at: expect.any(String) });
    });

    it('of others are not taken: a wrong signature, none, several, one of other bytes', async () => {
      await connect();
      const enter = () => world.hands.enterInvoice({ amount: 10 });
      const { verify } = world.books.webhook;
      const [bad] = await world.told(enter, { badly: true });
      const [good] = await world.told(enter);
      if (!bad || !good) throw new Error('the books told of the invoice');
      expect(verify(bad.body, bad.headers)).toBe(false);
      expect(verify(good.body, good.headers)).toBe(true);
      expect(verify(Buffer.concat([good.body, Buffer.from(' ')]), good.headers)).toBe(false);
      for (const change of [
        () => undefined,
        () => '',
        () => 'short',
        (signature: string) => [signature, signature],
      ]) {
        const headers = Object.entries(good.headers).map(([name, value]) => [
          name,
          name.endsWith('-signature') ? change(String(value)) : value,
        ]);
        expect(verify(good.body, Object.fromEntries(headers))).toBe(false);
      }
    });

    it.each(['', 'no json', '{}', 'null', '"text"', '[{}]'])('cannot be read from %j', (body) => {
      const read = () => world.books.webhook.parse(Buffer.from(body));
      expect(read).toThrow(Refused);
      expect(read).toThrow(expect.objectContaining(code('webhook-unreadable')));
    });
  });
});
