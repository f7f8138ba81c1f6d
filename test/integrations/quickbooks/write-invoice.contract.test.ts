import { describe, expect, it } from '@jest/globals';
import { NeedsReconnect, Refused } from '../../../domain/errors.ts';
import { asId, type InvoiceId } from '../../../domain/ids.ts';
import type { BooksCompany, InvoiceWrite } from '../../../integrations/books.ts';
import { REALM_A } from '../../../sandbox/quickbooks/index.ts';
import { failureOf, useWorld } from './world.ts';

const world = useWorld();
const sentAt = new Date('2026-11-16T17:15:00Z');
let writes = 0;

async function writeFor(
  company: BooksCompany,
  text: string,
  fields: Partial<InvoiceWrite>,
): Promise<InvoiceWrite> {
  const id = asId<InvoiceId>(text);
  const { records } = await company.readById('invoices', [id]);
  writes += 1;
  return {
    id,
    booksVersion: records[0]?.booksVersion ?? 0,
    requestId: `write-${writes}`,
    ...fields,
  };
}

async function inBooks(id: string) {
  const { entity } = await world().sandbox.admin.read({ realmId: REALM_A, entity: 'Invoice', id });
  return entity;
}

describe('writing back', () => {
  it('marks an invoice as sent and brings the fresh record', async () => {
    const { company, calls } = await world().open();
    const write = await writeFor(company, '103', { sentMark: { sentAt } });
    calls.length = 0;
    const { invoice: written } = await company.writeInvoice(write);
    expect(written).toMatchObject({ sentState: 'sent', booksVersion: write.booksVersion + 1 });
    expect(await inBooks('103')).toMatchObject({
      EmailStatus: 'EmailSent',
      DeliveryInfo: { DeliveryType: 'Email' },
      TotalAmt: 1000,
    });
    expect(calls.map((call) => call.metered)).toEqual([true, false]);
  });

  it('changes one custom field and keeps the others', async () => {
    const { company } = await world().open();
    await world().sandbox.admin.editInvoice({
      realmId: REALM_A,
      id: '101',
      changes: {
        CustomField: [
          { DefinitionId: '1', Name: 'Crew #', Type: 'StringType', StringValue: '102' },
          { DefinitionId: '2', Name: 'PO', Type: 'StringType', StringValue: 'A-7' },
        ],
      },
    });
    const write = await writeFor(company, '101', {
      statusField: { fieldId: '2', text: 'Reminder 1 sent' },
    });
    const { invoice: written } = await company.writeInvoice(write);
    expect(written.customFields).toEqual({ 1: '102', 2: 'Reminder 1 sent' });
  });

  it('fills a custom field that was blank', async () => {
    const { company } = await world().open();
    const write = await writeFor(company, '106', {
      statusField: { fieldId: '3', text: 'Reminder 2 sent' },
    });
    const { invoice: written } = await company.writeInvoice(write);
    expect(written.customFields[3]).toBe('Reminder 2 sent');
  });

  it('writes once when the answer is lost and the call repeated', async () => {
    const { company } = await world().open();
    const write = await writeFor(company, '102', { sentMark: { sentAt } });
    await world().sandbox.admin.addFault({ kind: 'drop-after', method: 'POST', path: '/invoice' });
    const { invoice: written } = await company.writeInvoice(write);
    expect(written).toMatchObject({ sentState: 'sent', booksVersion: write.booksVersion + 1 });
    const posts = (await world().requests('/invoice')).filter((one) => one.method === 'POST');
    expect(posts.map((one) => one.query['requestid'])).toEqual([write.requestId, write.requestId]);
  });

  it('writes the mark alone when QuickBooks does not take the delivery details', async () => {
    const { company } = await world().open();
    const write = await writeFor(company, '115', { sentMark: { sentAt } });
    await world().sandbox.admin.setKnobs({ deliveryInfo: 6000 });
    expect(await company.writeInvoice(write)).toMatchObject({
      invoice: { sentState: 'sent' },
    });
  });

  it.each([
    ['110', 'quickbooks.invoice-void'],
    ['111', 'quickbooks.not-found'],
  ])('refuses invoice %s with %s', async (id, code) => {
    const { company } = await world().open();
    const write = await writeFor(company, id, { sentMark: { sentAt } });
    const error = await failureOf(company.writeInvoice(write));
    expect(error).toBeInstanceOf(Refused);
    expect(error).toMatchObject({ code });
  });

  it('refuses an invoice of a closed period', async () => {
    const { admin } = world().sandbox;
    const old = await admin.createInvoice({
      realmId: REALM_A,
      customerId: '1',
      amount: 10,
      txnDate: '2026-02-01',
    });
    const { company } = await world().open();
    const write = await writeFor(company, String(old['Id']), { sentMark: { sentAt } });
    const error = await failureOf(company.writeInvoice(write));
    expect(error).toBeInstanceOf(Refused);
    expect(error).toMatchObject({ code: 'quickbooks.period-closed' });
  });

  it('refuses a text that is longer than the field, before writing', async () => {
    const { company } = await world().open();
    const text = 'x'.repeat(32);
    const write = await writeFor(company, '118', { statusField: { fieldId: '1', text } });
    const error = await failureOf(company.writeInvoice(write));
    expect(error).toMatchObject({ code: 'quickbooks.text-too-long' });
  });

  it('needs the owner when the subscription has ended', async () => {
    const { company } = await world().open();
    const write = await writeFor(company, '118', { sentMark: { sentAt } });
    await world().sandbox.admin.setSubscription({ realmId: REALM_A, active: false });
    const error = await failureOf(company.writeInvoice(write));
    await world().sandbox.admin.setSubscription({ realmId: REALM_A, active: true });
    expect(error).toBeInstanceOf(NeedsReconnect);
    expect(error).toMatchObject({ code: 'quickbooks.subscription-ended' });
  });
});

describe('a line on the statement memo', () => {
  const line = 'Reminder 10 d, 2026-11-16';
  const noteLine = (text = line) => ({ noteLine: text });
  const noteOf = async (id: string) => (await inBooks(id))?.['PrivateNote'];
  const setNote = (id: string, PrivateNote: string) =>
    world().sandbox.admin.editInvoice({ realmId: REALM_A, id, changes: { PrivateNote } });

  it('is put below what stands there, tokens of rules included', async () => {
    const { company } = await world().open();
    const { invoice: written, hasNote } = await company.writeInvoice(
      await writeFor(company, '105', noteLine()),
    );
    expect(hasNote).toBe(true);
    expect(written.memoOnStatement).toBe(`#nochase# site manager asked to wait\n${line}`);
    expect(await noteOf('105')).toBe(written.memoOnStatement);
    const second = await writeFor(company, '105', noteLine('Reminder 20 d, 2026-11-26'));
    await company.writeInvoice(second);
    expect(await noteOf('105')).toBe(`${written.memoOnStatement}\nReminder 20 d, 2026-11-26`);
  });

  it('is the whole note where there was none, and comes with the sent mark in one write', async () => {
    const { company, calls } = await world().open();
    const write = await writeFor(company, '108', { ...noteLine(), sentMark: { sentAt } });
    calls.length = 0;
    const { invoice: written } = await company.writeInvoice(write);
    expect(written).toMatchObject({ memoOnStatement: line, sentState: 'sent' });
    expect(calls).toHaveLength(2);
  });

  it('that stands there already is not written again', async () => {
    const { company } = await world().open();
    await setNote('122', `their words\r\n${line}\nmore words`);
    const write = await writeFor(company, '122', noteLine());
    const { invoice: written } = await company.writeInvoice(write);
    expect(written.booksVersion).toBe(write.booksVersion);
    expect(await noteOf('122')).toBe(`their words\r\n${line}\nmore words`);
  });

  it('is not mistaken for a part of another line', async () => {
    const { company } = await world().open();
    await setNote('121', `${line}9`);
    const { invoice: written } = await company.writeInvoice(
      await writeFor(company, '121', noteLine()),
    );
    expect(written.memoOnStatement).toBe(`${line}9\n${line}`);
  });

  it('is written once when the whole write is repeated, other fields included', async () => {
    const { company } = await world().open();
    const fields = { sentMark: { sentAt }, statusField: { fieldId: '2', text: 'Reminder 1' } };
    const write = await writeFor(company, '112', { ...fields, ...noteLine() });
    const first = await company.writeInvoice(write);
    expect(await company.writeInvoice(write)).toEqual(first);
    expect(await noteOf('112')).toBe(line);
  });

  it('may fill the 4,000 characters, and is refused with one more before anything is written', async () => {
    const { company } = await world().open();
    await setNote('116', 'x'.repeat(4_000 - line.length - 1));
    const fits = await writeFor(company, '116', noteLine());
    expect((await company.writeInvoice(fits)).invoice.memoOnStatement).toHaveLength(4_000);
    await setNote('117', 'x'.repeat(4_000 - line.length));
    const tooLong = await writeFor(company, '117', { ...noteLine(), sentMark: { sentAt } });
    const error = await failureOf(company.writeInvoice(tooLong));
    expect(error).toBeInstanceOf(Refused);
    expect(error).toMatchObject({ code: 'quickbooks.note-full' });
    expect(await noteOf('117')).toBe('x'.repeat(4_000 - line.length));
  });
});
