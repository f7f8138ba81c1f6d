import { describe, expect, it } from '@jest/globals';
import { Conflict, Refused } from '../../../domain/errors.ts';
import { asId, type CustomerId, type InvoiceId } from '../../../domain/ids.ts';
import type { BooksCompany, InvoiceWrite } from '../../../integrations/books.ts';
import { TENANT_A } from '../../../sandbox/xero/index.ts';
import { failureOf, useWorld } from './world.ts';

const world = useWorld();
const inA = { tenantId: TENANT_A };
const LINE = 'Reminder 3 d, 2026-11-22';
let names = 0;

/** A contact and an open invoice of its own; its id. */
async function newInvoice(change: object = {}): Promise<InvoiceId> {
  const name = `Customer ${(names += 1)}`;
  await world().sandbox.admin.createContact({ ...inA, name });
  const wanted = { ...inA, contactId: name, amount: 100, dueDate: '2026-12-01', ...change };
  const row = await world().sandbox.admin.createInvoice(wanted);
  return asId<InvoiceId>(String(row['InvoiceID']));
}

async function writeFor(
  company: BooksCompany,
  id: InvoiceId,
  fields: Partial<InvoiceWrite>,
): Promise<InvoiceWrite> {
  const [invoice] = (await company.readById('invoices', [id])).records;
  const booksVersion = invoice?.booksVersion ?? 0;
  return { id, booksVersion, requestId: `r-${id}-${booksVersion}`, ...fields };
}

async function notesOf(id: InvoiceId): Promise<string[]> {
  const { history } = await world().sandbox.admin.readHistory({ ...inA, id });
  return history.map(({ details }) => details).filter((text) => /^Dunlin/.test(text));
}

const writes = async () =>
  (await world().requests('/api.xro')).filter(({ method }) => method !== 'GET');
const sentMark = { sentAt: new Date('2026-11-22T10:00:00Z') };

describe('the sent mark and the note', () => {
  it('are written, and read back', async () => {
    const id = await newInvoice();
    const { company } = await world().open(TENANT_A);
    const write = await writeFor(company, id, { sentMark, noteLine: LINE });
    const { invoice, hasNote } = await company.writeInvoice(write);
    expect([invoice.sentState, hasNote]).toEqual(['sent', true]);
    expect((await world().invoiceOf(id))['SentToContact']).toBe(true);
    expect(await notesOf(id)).toEqual([`Dunlin: ${LINE}`]);
    for (const { idempotencyKey } of await writes())
      expect(idempotencyKey).toMatch(/^r-.{10,126}$/);
  });

  it('are written once: what stands there already costs no write', async () => {
    const id = await newInvoice();
    const { company } = await world().open(TENANT_A);
    const first = await writeFor(company, id, { sentMark, noteLine: LINE });
    await company.writeInvoice(first);
    await world().sandbox.admin.clearJournal();
    const again = await company.writeInvoice(first);
    expect([again.invoice.sentState, again.hasNote]).toEqual(['sent', true]);
    expect(await writes()).toEqual([]);
    expect(await notesOf(id)).toHaveLength(1);
  });

  it('whose answer is lost are written once all the same', async () => {
    const id = await newInvoice();
    const { company } = await world().open(TENANT_A);
    const write = await writeFor(company, id, { noteLine: LINE });
    const lost = { kind: 'drop-after', method: 'PUT', path: '/History' } as const;
    await world().sandbox.admin.addFault(lost);
    expect(await company.writeInvoice(write)).toMatchObject({ hasNote: true });
    expect(await notesOf(id)).toHaveLength(1);
  });

  it('do not touch an invoice that somebody changed meanwhile (Conflict)', async () => {
    const id = await newInvoice();
    const { company } = await world().open(TENANT_A);
    const write = await writeFor(company, id, { sentMark, noteLine: LINE });
    await world().sandbox.admin.editInvoice({ ...inA, id, changes: { Reference: 'PO 1' } });
    expect(await failureOf(company.writeInvoice(write))).toBeInstanceOf(Conflict);
    expect([await writes(), await notesOf(id)]).toEqual([[], []]);
  });

  it('set the day on which the payment is expected, beside the mark, once (product 4, idea 6)', async () => {
    const id = await newInvoice();
    await world().sandbox.admin.payInvoice({ ...inA, id, amount: 40 });
    const { company } = await world().open(TENANT_A);
    const write = await writeFor(company, id, { sentMark, expectedOn: '2026-12-24' });
    await world().sandbox.admin.clearJournal();
    const { invoice } = await company.writeInvoice(write);
    expect([invoice.sentState, invoice.expectedOn]).toEqual(['sent', '2026-12-24']);
    expect(await writes()).toHaveLength(1);
    const { booksVersion } = invoice;
    await company.writeInvoice({
      id,
      booksVersion,
      requestId: 'r-again',
      expectedOn: '2026-12-24',
    });
    expect(await writes()).toHaveLength(1);
    const moved = { id, booksVersion, requestId: 'r-moved', expectedOn: '2026-12-31' };
    expect((await company.writeInvoice(moved)).invoice).toMatchObject({
      expectedOn: '2026-12-31',
      openMinor: invoice.openMinor,
      sentState: 'sent',
    });
  });

  it('keep the lines of the invoice as they are', async () => {
    const id = await newInvoice();
    const { company } = await world().open(TENANT_A);
    const before = (await world().invoiceOf(id))['LineItems'];
    await company.writeInvoice(await writeFor(company, id, { sentMark }));
    expect((await world().invoiceOf(id))['LineItems']).toEqual(before);
  });

  it.each([
    [
      'voided',
      'xero.invoice-void',
      (id: InvoiceId) => world().sandbox.admin.voidInvoice({ ...inA, id }),
    ],
    [
      'paid and locked',
      'xero.invoice-closed',
      async (id: InvoiceId) => {
        await world().sandbox.admin.payInvoice({ ...inA, id });
        await world().sandbox.admin.setKnobs({ paidInvoices: 'locked' });
      },
    ],
  ])('are refused for an invoice that was %s', async (_name, code, act) => {
    const id = await newInvoice();
    const { company } = await world().open(TENANT_A);
    await act(id);
    const error = await failureOf(company.writeInvoice(await writeFor(company, id, { sentMark })));
    expect(error).toBeInstanceOf(Refused);
    expect(error).toMatchObject({ code });
  });

  it('of a note that is too long are refused before anything is written', async () => {
    const id = await newInvoice();
    const { company } = await world().open(TENANT_A);
    const write = await writeFor(company, id, { sentMark, noteLine: 'x'.repeat(2_500) });
    expect(await failureOf(company.writeInvoice(write))).toMatchObject({
      code: 'xero.note-too-long',
    });
    expect(await writes()).toEqual([]);
  });
});

describe('the addresses of a contact', () => {
  const persons = [
    {
      FirstName: 'Moana',
      LastName: 'Kahu',
      EmailAddress: 'moana@a.example',
      IncludeInEmails: true,
    },
    { FirstName: 'Tai', LastName: 'Kahu', EmailAddress: 'tai@a.example', IncludeInEmails: false },
  ];

  async function newContact(): Promise<CustomerId> {
    const name = `Customer ${(names += 1)}`;
    const changes = { ContactPersons: persons };
    const row = await world().sandbox.admin.createContact({
      ...inA,
      name,
      email: 'old@a.example',
      changes,
    });
    return asId<CustomerId>(String(row['ContactID']));
  }

  async function writeTo(company: BooksCompany, id: CustomerId, email: string | null) {
    const [customer] = (await company.readById('customers', [id])).records;
    const booksVersion = customer?.booksVersion ?? 0;
    return { id, booksVersion, requestId: `r-${id}-${booksVersion}`, email };
  }

  it.each(['kept', 'dropped'] as const)(
    'are written, and every person stays, where one that is left out is %s (E32)',
    async (personsLeftOut) => {
      await world().sandbox.admin.setKnobs({ personsLeftOut });
      const id = await newContact();
      const { company } = await world().open(TENANT_A);
      const write = await writeTo(company, id, 'new@a.example, moana@a.example');
      const customer = await company.writeCustomerEmail(write);
      expect(customer.email).toBe('new@a.example, moana@a.example');
      const contact = await world().contactOf(id);
      expect(contact['EmailAddress']).toBe('new@a.example');
      expect(contact['ContactPersons']).toMatchObject(persons);
    },
  );

  it('that are taken away leave the persons, who get no e-mails any more', async () => {
    const id = await newContact();
    const { company } = await world().open(TENANT_A);
    const customer = await company.writeCustomerEmail(await writeTo(company, id, null));
    expect(customer.email).toBeNull();
    const contact = await world().contactOf(id);
    expect(contact['ContactPersons']).toMatchObject(
      persons.map((one) => ({ ...one, IncludeInEmails: false })),
    );
  });

  it('are not written over what somebody changed meanwhile (Conflict, E33)', async () => {
    const id = await newContact();
    const { company } = await world().open(TENANT_A);
    const write = await writeTo(company, id, 'new@a.example');
    await world().sandbox.admin.setContactEmail({ ...inA, id, email: 'theirs@a.example' });
    expect(await failureOf(company.writeCustomerEmail(write))).toBeInstanceOf(Conflict);
    expect((await world().contactOf(id))['EmailAddress']).toBe('theirs@a.example');
  });

  it.each([
    [
      'more than a contact holds',
      'xero.too-many-addresses',
      [1, 2, 3, 4, 5, 6].map((nth) => `n${nth}@a.example`).join(', '),
      async () => undefined,
    ],
    [
      'an archived contact',
      'xero.contact-archived',
      'new@a.example',
      (id: CustomerId) =>
        world().sandbox.admin.setContactStatus({ ...inA, id, status: 'ARCHIVED' }),
    ],
  ])('of %s are refused', async (_name, code, email, act) => {
    const id = await newContact();
    const { company } = await world().open(TENANT_A);
    await act(id);
    const error = await failureOf(company.writeCustomerEmail(await writeTo(company, id, email)));
    expect(error).toBeInstanceOf(Refused);
    expect(error).toMatchObject({ code });
    expect(await writes()).toEqual([]);
  });

  it('that Xero does not take are refused', async () => {
    const id = await newContact();
    const { company } = await world().open(TENANT_A);
    await world().sandbox.admin.addFault({
      kind: 'status',
      method: 'POST',
      path: '/Contacts',
      status: 400,
      contentType: 'application/json',
      body: JSON.stringify({
        ErrorNumber: 10,
        Elements: [{ ValidationErrors: [{ Message: 'Email address must be valid.' }] }],
      }),
    });
    const write = await writeTo(company, id, 'new@a.example');
    expect(await failureOf(company.writeCustomerEmail(write))).toMatchObject({
      code: 'xero.address-refused',
    });
  });
});
