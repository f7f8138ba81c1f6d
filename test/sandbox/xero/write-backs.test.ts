import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../../sandbox/kit/json.ts';
import { asList, asText, at } from '../../../sandbox/kit/json.ts';
import type { SandboxXero } from '../../../sandbox/xero/index.ts';
import { TENANT_A } from '../../../sandbox/xero/index.ts';
import { shapes } from './shapes.ts';
import type { Answer } from './support.ts';
import { Books, changedMembers, messagesOf, openBooks, STAMPS, startOnDayZero } from './support.ts';

let sandbox: SandboxXero;
let books: Books;
beforeEach(async () => {
  sandbox = await startOnDayZero();
  books = await openBooks(sandbox);
});
afterEach(() => sandbox.close());

const edit = (number: string, changes: JsonObject): Promise<Answer> =>
  books.send('POST', `/Invoices/${number}`, { Invoices: [changes] });

const STATUS = 'Invoice not of valid status for modification';

describe('our four write-backs (facts: Xero 3.9)', () => {
  it('marks an approved invoice as sent, and nothing else', async () => {
    const changed = await changedMembers(sandbox, books, 'INV-0103', () =>
      edit('INV-0103', { SentToContact: true }),
    );
    expect(changed).toEqual(['SentToContact', ...STAMPS]);
  });

  it('does not move the stamp of a part-paid invoice that is marked as sent', async () => {
    const changed = await changedMembers(sandbox, books, 'INV-0105', () =>
      edit('INV-0105', { SentToContact: false }),
    );
    expect(changed).toEqual(['SentToContact']);
  });

  it.each(['INV-0101', 'INV-0102'])('refuses to mark %s, which is not approved', async (number) => {
    const answer = await edit(number, { SentToContact: true });
    expect(answer.status).toBe(400);
    expect(shapes.validation.safeParse(answer.json).success).toBe(true);
    expect(messagesOf(answer)).toHaveLength(1);
  });

  it('sets a promised day, with or without the wrapper, but not on a bill', async () => {
    const day = { ExpectedPaymentDate: '2026-12-01' };
    expect(
      await changedMembers(sandbox, books, 'INV-0103', () =>
        books.send('POST', '/Invoices/INV-0103', day),
      ),
    ).toEqual(['ExpectedPaymentDate', ...STAMPS]);
    expect((await books.one('/Invoices/INV-0103'))['ExpectedPaymentDate']).toBe(
      '/Date(1796083200000+0000)/',
    );
    expect((await edit('BILL-881', day)).status).toBe(400);
    expect((await edit('INV-0103', { ExpectedPaymentDate: 'soon' })).status).toBe(400);
  });

  it('treats a paid invoice as open or locked, as the knob says', async () => {
    expect((await edit('INV-0108', { SentToContact: true })).status).toBe(200);
    await sandbox.admin.setKnobs({ paidInvoices: 'locked' });
    expect(messagesOf(await edit('INV-0108', { SentToContact: true }))).toEqual([STATUS]);
  });

  it('appends notes whose author is the system, and never shows drafts of them', async () => {
    const body = { HistoryRecords: [{ Details: 'Reminder 1 sent' }] };
    const { status, json } = await books.send('PUT', '/Invoices/INV-0103/History', body);
    expect([status, at(asList(json['HistoryRecords'])[0], 'Details')]).toEqual([
      200,
      'Reminder 1 sent',
    ]);
    expect((await books.records('/Invoices/INV-0103/History'))[0]).toMatchObject({
      Changes: 'Note',
      User: 'System Generated',
      Details: 'Reminder 1 sent',
    });
  });

  it('refuses a note that is too long, and one on a record that is not there', async () => {
    const add = (path: string, length: number) =>
      books.send('PUT', path, { HistoryRecords: [{ Details: 'x'.repeat(length) }] });
    expect((await add('/Invoices/INV-0103/History', 2500)).status).toBe(200);
    expect((await add('/Invoices/INV-0103/History', 2501)).status).toBe(400);
    await sandbox.admin.setKnobs({ noteLength: 250 });
    expect((await add('/Invoices/INV-0103/History', 251)).status).toBe(400);
    expect(messagesOf(await add('/Invoices/nothing/History', 1))).toEqual([
      'The document with the supplied id was not found for this endpoint.',
    ]);
  });

  it('changes an address and keeps the persons, unless the knob drops what was left out', async () => {
    const kereru = () => books.records('/Contacts?page=1&searchTerm=kereru');
    const [before] = await kereru();
    const id = asText(before?.['ContactID']);
    const post = (changes: JsonObject) =>
      books.send('POST', `/Contacts/${id}`, { Contacts: [{ ContactID: id, ...changes }] });
    const { status } = await post({ EmailAddress: 'new@kereru.example' });
    const [kept] = await kereru();
    expect([status, kept?.['EmailAddress'], kept?.['ContactPersons']]).toEqual([
      200,
      'new@kereru.example',
      before?.['ContactPersons'],
    ]);
    await post({ ContactPersons: asList(before?.['ContactPersons']).slice(0, 1) });
    expect(asList((await kereru())[0]?.['ContactPersons'])).toHaveLength(1);
    await sandbox.admin.setKnobs({ personsLeftOut: 'dropped' });
    await post({ EmailAddress: 'newer@kereru.example' });
    expect(asList((await kereru())[0]?.['ContactPersons'])).toEqual([]);
  });

  const refused: [string, string, JsonObject, string][] = [
    [
      'an invalid address',
      'Summit Dental',
      { EmailAddress: 'nonsense' },
      'Email address must be valid.',
    ],
    [
      'an umlaut',
      'Summit Dental',
      { EmailAddress: 'bücher@summit.example' },
      'Email address must be valid.',
    ],
    [
      'a name that is taken',
      'Summit Dental',
      { Name: 'Portside Freight' },
      'The contact name Portside Freight is already assigned to another contact. The contact name must be unique across all active contacts.',
    ],
    [
      'an archived contact',
      'Sunset Antiques',
      { EmailAddress: 'a@b.example' },
      'The contact is archived and cannot be edited.',
    ],
    [
      'six persons',
      'Summit Dental',
      { ContactPersons: Array.from({ length: 6 }, () => ({ FirstName: 'A' })) },
      'A contact can have at most 5 contact persons.',
    ],
  ];
  it.each(refused)('refuses %s', async (_case, name, changes, message) => {
    const found = await sandbox.admin.readContact({ tenantId: TENANT_A, id: name });
    const id = asText(found.contact?.['ContactID']);
    const answer = await books.send('POST', `/Contacts/${id}`, {
      Contacts: [{ ContactID: id, ...changes }],
    });
    expect([answer.status, messagesOf(answer)]).toEqual([400, [message]]);
  });
});
