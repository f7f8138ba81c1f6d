import { describe, expect, it } from '@jest/globals';
import { Refused, TryLater } from '../../../domain/errors.ts';
import { asId, type InvoiceId } from '../../../domain/ids.ts';
import type { AttachedFile, BooksCompany } from '../../../integrations/books.ts';
import { REALM_A } from '../../../sandbox/quickbooks/index.ts';
import { failureOf, useWorld } from './world.ts';

const world = useWorld();
const id = (text: string) => asId<InvoiceId>(text);

async function file(company: BooksCompany, invoice: string, name: string): Promise<AttachedFile> {
  const found = (await company.listAttachments(id(invoice))).find((one) => one.fileName === name);
  if (!found) throw new Error(`no ${name} on ${invoice}`);
  return found;
}

describe('the invoice as PDF', () => {
  it('comes as bytes', async () => {
    const { company } = await world().open();
    const pdf = await company.readPdf(id('101'));
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  });

  it.each([
    ['error', 'quickbooks.unavailable'],
    ['html', 'quickbooks.garbled'],
    ['empty', 'quickbooks.garbled'],
  ] as const)('asks to come back when QuickBooks answers "%s"', async (pdf, code) => {
    const { company } = await world().open();
    await world().sandbox.admin.setKnobs({ pdf });
    const error = await failureOf(company.readPdf(id('101')));
    expect(error).toMatchObject({ code: expect.stringMatching(/garbled|unavailable/) });
    expect(error).toBeInstanceOf(TryLater);
    expect(error).toMatchObject({ code });
  });

  it('is asked for again when it was cut off', async () => {
    const { company, turns } = await world().open();
    await world().sandbox.admin.addFault({ kind: 'truncate', path: '/pdf' });
    const pdf = await company.readPdf(id('101'));
    expect(pdf.subarray(-8).toString()).toContain('%%EOF');
    expect(turns()).toBe(2);
  });

  it('ends a call that never answers', async () => {
    const { company } = await world().open(REALM_A, { timeLimits: { pdfMs: 150 } });
    await world().sandbox.admin.setKnobs({ pdf: 'timeout' });
    const error = await failureOf(company.readPdf(id('101')));
    expect(error).toMatchObject({ code: 'quickbooks.timeout' });
  });

  it('is refused for an invoice that does not exist', async () => {
    const { company } = await world().open();
    const error = await failureOf(company.readPdf(id('404')));
    expect(error).toBeInstanceOf(Refused);
    expect(error).toMatchObject({ code: 'quickbooks.not-found' });
  });
});

describe('the invoice online', () => {
  it('has a link while online payment is on for it', async () => {
    const { company } = await world().open();
    expect(await company.readOnlineLink(id('101'))).toBeNull();
    const changes = { AllowOnlineCreditCardPayment: true };
    await world().sandbox.admin.editInvoice({ realmId: REALM_A, id: '101', changes });
    expect(await company.readOnlineLink(id('101'))).toMatch(
      /^https:\/\/connect\.intuit\.com\/portal/,
    );
    const error = await failureOf(company.readOnlineLink(id('404')));
    expect(error).toMatchObject({ code: 'quickbooks.not-found' });
  });
});

describe('attachments', () => {
  it('tells which files are marked for e-mail, and leaves notes out (BJ-17)', async () => {
    const { company } = await world().open();
    const files = await company.listAttachments(id('101'));
    expect(files.map((one) => [one.fileName, one.includeOnSend]).sort()).toEqual([
      ['crew-photo.jpg', false],
      ['work-order.pdf', true],
    ]);
    expect(files[0]).toMatchObject({ contentType: expect.any(String) });
  });

  it('takes the mark of the link to this invoice, not of another record', async () => {
    const { company } = await world().open();
    expect(await file(company, '105', 'terms.pdf')).toMatchObject({ includeOnSend: true });
  });

  it('brings the file', async () => {
    const { company } = await world().open();
    const attachment = await file(company, '101', 'work-order.pdf');
    const bytes = await company.readAttachment(attachment);
    expect(bytes.length).toBe(attachment.sizeBytes);
  });

  it('asks for a new link when the store refuses the old one', async () => {
    const { company } = await world().open();
    const attachment = await file(company, '101', 'work-order.pdf');
    await world().sandbox.admin.addFault({ kind: 'status', status: 403, target: 'files' });
    await expect(company.readAttachment(attachment)).resolves.toBeInstanceOf(Buffer);
  });

  it('fetches again what was cut short, and refuses half a file', async () => {
    const { company } = await world().open();
    const attachment = await file(company, '101', 'work-order.pdf');
    await world().sandbox.admin.addFault({ kind: 'truncate', target: 'files' });
    expect(await company.readAttachment(attachment)).toHaveLength(attachment.sizeBytes);
    await world().sandbox.admin.addFault({ kind: 'truncate', target: 'files', times: 2 });
    const error = await failureOf(company.readAttachment(attachment));
    expect(error).toMatchObject({ code: expect.stringMatching(/file-unavailable|unavailable/) });
  });

  it('asks for a new link when ten minutes have passed', async () => {
    let now = Date.now();
    const { company, calls } = await world().open(REALM_A, { now: () => new Date(now) });
    const attachment = await file(company, '101', 'work-order.pdf');
    now += 601_000;
    await company.readAttachment(attachment);
    expect(calls).toHaveLength(2);
  });

  it('works in a session that did not list the file', async () => {
    const first = await world().open();
    const attachment = await file(first.company, '101', 'work-order.pdf');
    const second = await world().open();
    await expect(second.company.readAttachment(attachment)).resolves.toBeInstanceOf(Buffer);
  });

  it('refuses a file that is too large for us, without fetching it', async () => {
    const { company } = await world().open();
    const { admin } = world().sandbox;
    const size = 42 * 1024 * 1024;
    await admin.attachFile({ realmId: REALM_A, id: '107', fileName: 'huge.bin', size });
    const attachment = await file(company, '107', 'huge.bin');
    const error = await failureOf(company.readAttachment(attachment));
    expect(error).toBeInstanceOf(Refused);
    expect(error).toMatchObject({ code: 'quickbooks.file-too-large' });
    const lying = { ...attachment, sizeBytes: 10 };
    expect(await failureOf(company.readAttachment(lying))).toMatchObject({
      code: 'quickbooks.file-too-large',
    });
  });

  it('refuses a file that was deleted meanwhile', async () => {
    const { admin } = world().sandbox;
    await admin.attachFile({ realmId: REALM_A, id: '103', fileName: 'gone.txt', size: 10 });
    const { company } = await world().open();
    const attachment = await file(company, '103', 'gone.txt');
    await admin.deleteAttachable({ realmId: REALM_A, id: attachment.id });
    const other = await world().open();
    const error = await failureOf(other.company.readAttachment(attachment));
    expect(error).toMatchObject({ code: 'quickbooks.file-unavailable' });
  });

  it.each([
    [[], 'a host that is not on the list'],
    [['0.0.1'], 'a suffix that ends inside an address'],
    [['127.0.0.1'], 'a listed host that is private and not https'],
  ])('does not fetch from %j: %s', async (downloadHosts) => {
    const { company } = await world().open(REALM_A, {
      downloadHosts,
      allowPrivateDownloads: false,
    });
    const attachment = await file(company, '101', 'work-order.pdf');
    const error = await failureOf(company.readAttachment(attachment));
    expect(error).toMatchObject({ code: 'quickbooks.file-host-refused' });
  });
});
