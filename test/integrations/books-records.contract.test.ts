import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Conflict, Refused, TryLater } from '../../domain/errors.ts';
import { asId, type InvoiceId } from '../../domain/ids.ts';
import {
  importKinds,
  type BooksCompany,
  type CustomerEmailWrite,
  type InvoiceWrite,
} from '../../integrations/books.ts';
import { codeIn, connectTo, failureOf, openFirst, readAll } from './books-suite.ts';
import { worlds, type BooksWorld } from './books.worlds.ts';

/** What every accounting system must read and write alike, over real HTTP. */
describe.each(worlds)('the books of $name', ({ start }) => {
  let world: BooksWorld;
  beforeAll(async () => {
    world = await start();
  });
  afterEach(() => world.calm());
  afterAll(() => world.close());

  const code = (text: string) => codeIn(world, text);
  const connect = () => connectTo(world);
  const open = () => openFirst(world);

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
      const { records: customers, terms: along } = await readAll(company, 'customers');
      const terms = [...(await readAll(company, 'terms')).records, ...along];
      const known = new Map(terms.map((term) => [term.id, term]));
      const byId = (a: { id: string }, b: { id: string }) => a.id.localeCompare(b.id);
      expect((await company.readTerms()).toSorted(byId)).toEqual(
        [...known.values()].toSorted(byId),
      );
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
});
