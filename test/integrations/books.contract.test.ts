import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { inspect } from 'node:util';
import {
  Bug,
  Conflict,
  NeedsReconnect,
  OutcomeUnknown,
  Refused,
  TryLater,
} from '../../domain/errors.ts';
import { asId, type InvoiceId } from '../../domain/ids.ts';
import {
  importKinds,
  type BooksCompany,
  type CustomerEmailWrite,
  type Grant,
  type GrantedAccess,
  type ImportKind,
  type InvoiceWrite,
  type Page,
  type PageScope,
} from '../../integrations/books.ts';
import { worlds, type BooksWorld, type Opened } from './books.worlds.ts';

/** What every accounting system must do alike, over real HTTP. What is left to each stands in its answers. */
describe.each(worlds)('the books of $name', ({ start }) => {
  let world: BooksWorld;
  beforeAll(async () => {
    world = await start();
  });
  afterEach(() => world.calm());
  afterAll(() => world.close());

  const code = (text: string): { code: string } => ({ code: `${world.books.key}.${text}` });
  const exchange = (query: URLSearchParams, books = world.books): Promise<Grant> =>
    books.consent.exchange({ query, nonce: 'nonce-1' });

  async function connect(booksId = world.first): Promise<Grant & { access: GrantedAccess }> {
    const { identity, access } = await exchange(
      await world.consent({ intent: 'connect', booksId }),
    );
    if (!access) throw new Error('the grant has no access');
    return { identity, access };
  }

  async function open(limits?: { callMs: number }): Promise<Opened> {
    const { access } = await connect();
    return world.openWith(access.tokens, world.first, limits);
  }

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

    it('that are refused again after that need the owner', async () => {
      const { company, renewals } = await open();
      await world.fault('data', { kind: 'status', status: 401, times: 5 });
      const error = await failureOf(company.readCompany());
      expect(error).toBeInstanceOf(NeedsReconnect);
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
      const { company, turns } = await open({ callMs: 200 });
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

  describe('an import', () => {
    it('begins with what the company says of itself', async () => {
      const { company } = await open();
      expect(await company.readCompany()).toEqual(world.answers.company);
    });

    it('counts every kind of which the books know a number, and brings as many', async () => {
      const { company, calls } = await open();
      const counts = await company.countRecords();
      expect(calls).toHaveLength(world.answers.countCalls);
      const uncounted = importKinds.filter((kind) => counts[kind] === null);
      expect(uncounted.toSorted()).toEqual(world.answers.uncounted.toSorted());
      for (const kind of ['invoices', 'credits', 'payments'] as const) {
        const { records, skipped } = await readAll(company, kind);
        expect([kind, records.length + skipped]).toEqual([kind, counts[kind]]);
        expect(new Set(records.map(({ id }) => id)).size).toBe(records.length);
      }
    });

    it('tells the terms alike by either way, and customers name no others', async () => {
      const { company } = await open();
      const terms = (await readAll(company, 'terms')).records;
      expect(await company.readTerms()).toEqual(terms);
      const known = new Set(terms.map(({ id }) => id));
      const customers = (await readAll(company, 'customers')).records;
      expect(customers.flatMap(({ termId }) => termId ?? []).every((id) => known.has(id))).toBe(
        true,
      );
    });

    it('of what is open brings what has something left to pay', async () => {
      const { company } = await open();
      const all = (await readAll(company, 'invoices')).records;
      const open_ = (await readAll(company, 'invoices', 'open')).records;
      const ids = (list: { id: string }[]) => list.map(({ id }) => id).toSorted();
      expect(ids(open_)).toEqual(ids(all.filter(({ openMinor }) => openMinor > 0)));
    });
  });

  describe('money', () => {
    it('is in minor units, and follows payments and credits (E2, E4)', async () => {
      const { hands } = world;
      const customerId = await hands.enterCustomer('ap@customer.example');
      const days = { documentOn: '2026-11-02', dueOn: '2026-12-02' };
      const id = await hands.enterInvoice({ customerId, amount: 1_234.56, ...days });
      const { company } = await open();
      const read = async () => (await company.readById('invoices', [id])).records[0];
      expect(await read()).toMatchObject({
        customerId,
        ...days,
        totalMinor: 123_456,
        openMinor: 123_456,
        currency: world.answers.company.homeCurrency,
        state: 'open',
        sentState: 'not-set',
      });
      const part = await hands.pay(id, 200.5);
      expect(await read()).toMatchObject({ openMinor: 103_406, state: 'open' });
      const payments = await company.readById('payments', [part]);
      expect(payments.records).toEqual([
        expect.objectContaining({ customerId, totalMinor: 20_050, invoiceIds: [id] }),
      ]);
      const credit = await hands.giveCredit(await hands.enterCustomer('b@customer.example'), 50);
      const credits = await company.readById('credits', [credit]);
      expect(credits.records).toEqual([
        expect.objectContaining({ totalMinor: 5_000, remainingMinor: 5_000 }),
      ]);
      await hands.pay(id);
      expect(await read()).toMatchObject({ openMinor: 0, state: 'paid' });
      await hands.deletePayment(part);
      expect(await read()).toMatchObject({ openMinor: 20_050, state: 'open' });
      expect((await company.readById('payments', [part])).missing).toEqual([part]);
    });

    it('that a credit takes off an invoice is gone from both', async () => {
      const { hands } = world;
      const customerId = await hands.enterCustomer('ap@customer.example');
      const credit = await hands.giveCredit(customerId, 50);
      const id = await hands.enterInvoice({ customerId, amount: 80 });
      await hands.applyCredit(credit, id, 30);
      const { company } = await open();
      const [invoice] = (await company.readById('invoices', [id])).records;
      const [left] = (await company.readById('credits', [credit])).records;
      expect([invoice?.openMinor, left?.remainingMinor]).toEqual([5_000, 2_000]);
    });
  });

  describe('records by their ids', () => {
    it('come together, and strangers are named as missing', async () => {
      const { company, calls } = await open();
      const known = (await readAll(company, 'invoices')).records.map(({ id }) => id).slice(0, 20);
      const stranger = asId<InvoiceId>(world.answers.stranger);
      calls.length = 0;
      const { records, missing } = await company.readById('invoices', [...known, stranger]);
      expect(records.map(({ id }) => id).toSorted()).toEqual(known.toSorted());
      expect(missing).toEqual([stranger]);
      expect(calls).toHaveLength(1);
    });
  });

  describe('changes', () => {
    it('are what happened since, of all kinds', async () => {
      const { hands } = world;
      const customerId = await hands.enterCustomer('ap@customer.example');
      const voided = await hands.enterInvoice({ customerId, amount: 10 });
      const paid = await hands.enterInvoice({ customerId, amount: 20 });
      const gone = await hands.pay(await hands.enterInvoice({ customerId, amount: 30 }));
      const { company } = await open();
      const sinceAt = new Date(Date.now() - 1_000);
      await hands.voidInvoice(voided);
      const payment = await hands.pay(paid);
      await hands.deletePayment(gone);
      const credit = await hands.giveCredit(await hands.enterCustomer('b@customer.example'), 12.34);
      const { records, deleted, complete, unreadable } = await company.readChanges(sinceAt);
      expect([complete, unreadable]).toEqual([true, []]);
      expect(records.invoices).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ id: voided, state: 'void' }),
          expect.objectContaining({ id: paid, state: 'paid', openMinor: 0 }),
        ]),
      );
      expect(records.payments).toContainEqual(expect.objectContaining({ id: payment }));
      expect(records.credits).toContainEqual(
        expect.objectContaining({ id: credit, remainingMinor: 1_234 }),
      );
      expect(records.customers.map(({ id }) => id)).toContain(customerId);
      expect(deleted.payments).toContain(gone);
    });
  });

  describe('the PDF and the files of an invoice', () => {
    it('come as they are, and one that is gone, too large or half is refused', async () => {
      const id = await world.hands.enterInvoice({ amount: 10 });
      await world.hands.attach(id, 'hours.pdf');
      const { company } = await open();
      expect((await company.readPdf(id)).subarray(0, 5).toString()).toBe('%PDF-');
      const [file, ...others] = await company.listAttachments(id);
      expect(others).toEqual([]);
      if (!file) throw new Error('the file was attached');
      expect(file).toMatchObject({ fileName: 'hours.pdf', includeOnSend: true, sizeBytes: 4096 });
      const later = world.openWith((await connect()).access.tokens, world.first);
      expect(await later.company.readAttachment(file)).toHaveLength(4096);
      const large = later.company.readAttachment({ ...file, sizeBytes: 42 * 1024 * 1024 });
      expect(await failureOf(large)).toMatchObject(code('file-too-large'));
      await world.hands.detach(id, 'hours.pdf', file.id);
      const anew = await open();
      const missing = await failureOf(anew.company.readAttachment(file));
      expect(missing).toMatchObject(code('file-unavailable'));
    });

    it.each(['html', 'empty'] as const)(
      'a PDF that is %s is not sent to anybody (E24)',
      async (pdf) => {
        const id = await world.hands.enterInvoice({ amount: 10 });
        await world.setPdf(pdf);
        const { company } = await open();
        const error = await failureOf(company.readPdf(id));
        expect(error).toBeInstanceOf(TryLater);
        expect(error).toMatchObject(code('garbled'));
      },
    );
  });

  describe('the sent mark and the note', () => {
    const line = 'Reminder 10 d, 2026-11-16';
    const sentMark = { sentAt: new Date('2026-11-16T17:15:00Z') };
    let writes = 0;
    async function writeFor(
      company: BooksCompany,
      id: InvoiceId,
      fields: Partial<InvoiceWrite>,
    ): Promise<InvoiceWrite> {
      const [invoice] = (await company.readById('invoices', [id])).records;
      const booksVersion = invoice?.booksVersion ?? 0;
      return { id, booksVersion, requestId: `write-${(writes += 1)}`, ...fields };
    }

    it('are written once however often the write is repeated, and read back', async () => {
      const id = await world.hands.enterInvoice({ amount: 10 });
      const { company } = await open();
      const write = await writeFor(company, id, { sentMark, noteLine: line });
      const first = await company.writeInvoice(write);
      expect(first).toMatchObject({ hasNote: true, invoice: { sentState: 'sent' } });
      expect(first.invoice.booksVersion).toBeGreaterThan(write.booksVersion);
      expect(await company.writeInvoice(write)).toEqual(first);
      expect([await world.eyes.isSent(id), await world.eyes.notesLike(id, line)]).toEqual([
        true,
        1,
      ]);
    });

    it('are written once when the answer is lost and the call repeated', async () => {
      const id = await world.hands.enterInvoice({ amount: 10 });
      const { company } = await open();
      const write = await writeFor(company, id, { sentMark });
      await world.fault('invoice-write', { kind: 'drop-after' });
      expect(await company.writeInvoice(write)).toMatchObject({ invoice: { sentState: 'sent' } });
      const [invoice] = (await company.readById('invoices', [id])).records;
      expect(invoice).toMatchObject({ sentState: 'sent', totalMinor: 1_000 });
    });

    it('do not touch what somebody changed meanwhile (Conflict)', async () => {
      const id = await world.hands.enterInvoice({ amount: 10 });
      const { company } = await open();
      const write = await writeFor(company, id, { sentMark, noteLine: line });
      await world.hands.editInvoice(id);
      const error = await failureOf(company.writeInvoice(write));
      expect(error).toBeInstanceOf(Conflict);
      expect(error).toMatchObject(code('stale-version'));
      expect([await world.eyes.isSent(id), await world.eyes.notesLike(id, line)]).toEqual([
        false,
        0,
      ]);
    });

    it('are refused for an invoice that was voided, and for none', async () => {
      const id = await world.hands.enterInvoice({ amount: 10 });
      await world.hands.voidInvoice(id);
      const { company } = await open();
      const strange = asId<InvoiceId>(world.answers.stranger);
      for (const [one, why] of [
        [id, 'invoice-void'],
        [strange, 'not-found'],
      ] as const) {
        const error = await failureOf(
          company.writeInvoice(await writeFor(company, one, { sentMark })),
        );
        expect(error).toBeInstanceOf(Refused);
        expect(error).toMatchObject(code(why));
      }
    });
  });

  describe('the address of a customer', () => {
    async function writeFor(
      company: BooksCompany,
      email: string | null,
    ): Promise<CustomerEmailWrite> {
      const id = await world.hands.enterCustomer('old@a.example');
      const [customer] = (await company.readById('customers', [id])).records;
      return { id, booksVersion: customer?.booksVersion ?? 0, requestId: `address-${id}`, email };
    }

    it.each([['new@a.example'], [null]])(
      'is written and comes back fresh: %s (E33)',
      async (email) => {
        const { company } = await open();
        const write = await writeFor(company, email);
        const customer = await company.writeCustomerEmail(write);
        expect(customer.email).toBe(email);
        expect(customer.booksVersion).toBeGreaterThan(write.booksVersion);
        expect(await world.eyes.emailOf(write.id)).toBe(email ?? '');
      },
    );

    it('is written once when the answer is lost and the call repeated', async () => {
      const { company } = await open();
      const write = await writeFor(company, 'new@a.example');
      await world.fault('customer-write', { kind: 'drop-after' });
      expect(await company.writeCustomerEmail(write)).toMatchObject({ email: 'new@a.example' });
      expect(await world.eyes.emailOf(write.id)).toBe('new@a.example');
    });

    it('is not written over what somebody changed meanwhile (Conflict, E33)', async () => {
      const { company } = await open();
      const write = await writeFor(company, 'ours@a.example');
      await world.hands.setEmail(write.id, 'theirs@a.example');
      const error = await failureOf(company.writeCustomerEmail(write));
      expect(error).toBeInstanceOf(Conflict);
      expect(error).toMatchObject(code('stale-version'));
      expect(await world.eyes.emailOf(write.id)).toBe('theirs@a.example');
    });

    it('that these books do not take is refused', async () => {
      const { company } = await open();
      const write = await writeFor(company, world.answers.badEmail);
      const error = await failureOf(company.writeCustomerEmail(write));
      expect(error).toBeInstanceOf(Refused);
      expect(error).toMatchObject({ code: world.answers.badEmailCode });
      expect(await world.eyes.emailOf(write.id)).toBe('old@a.example');
    });
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

async function readAll<Kind extends ImportKind>(
  company: BooksCompany,
  kind: Kind,
  scope: PageScope = 'all',
) {
  const pages: Page<Kind>[] = [];
  for (let from: string | null = null; ;) {
    const page: Page<Kind> = await company.readPage(kind, from, { scope });
    pages.push(page);
    if (page.next === null) break;
    from = page.next;
  }
  return {
    records: pages.flatMap(({ records }) => records),
    skipped: pages.reduce((sum, { skipped }) => sum + skipped, 0),
  };
}

/** What a call was refused with. */
async function failureOf(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    () => 'it worked',
    (error: unknown) => error,
  );
}
