import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { SandboxQuickBooks } from '../../../sandbox/quickbooks/index.ts';
import { REALM_A } from '../../../sandbox/quickbooks/index.ts';
import { asList, asText, at } from '../../../sandbox/kit/json.ts';
import type { Books } from './support.ts';
import { call, faultCode, openBooks, startOnDayZero } from './support.ts';

let sandbox: SandboxQuickBooks;
let books: Books;
beforeEach(async () => {
  sandbox = await startOnDayZero();
  books = await openBooks(sandbox);
});
afterEach(() => sandbox.close());

async function linkOf(id: string): Promise<string> {
  const { json } = await books.request(`/attachable/${id}`);
  return asText(at(json, 'Attachable', 'TempDownloadUri'));
}

const WORK_ORDER = '5000000000000000011';

describe('attachables', () => {
  it('of an invoice tell which file goes with the mail', async () => {
    const where =
      "AttachableRef.EntityRef.Type = 'Invoice' and AttachableRef.EntityRef.value = '101'";
    const { json } = await books.query(`select * from attachable where ${where} orderby Id`);
    const flags = asList(at(json, 'QueryResponse', 'Attachable')).map((file) => [
      file['FileName'],
      asList(file['AttachableRef'])[0]?.['IncludeOnSend'],
    ]);
    expect(flags).toEqual([
      ['work-order.pdf', true],
      ['crew-photo.jpg', false],
      [undefined, false],
    ]);
  });

  it('download from a pre-signed address without any token, in the stated size', async () => {
    const answer = await fetch(await linkOf(WORK_ORDER));
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(answer.headers.get('content-type')).toBe('application/pdf');
    expect([bytes.length, bytes.subarray(0, 5).toString()]).toEqual([48_211, '%PDF-']);
  });

  it('stop downloading after 900 seconds, with XML', async () => {
    const link = await linkOf(WORK_ORDER);
    await sandbox.admin.advanceClock({ seconds: 901 });
    const answer = await call(link);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([403, 'application/xml']);
    expect(answer.text).toContain('Request has expired');
    expect((await call(await linkOf('5000000000000000016'))).status).toBe(403);
  });

  it('refuse a forged address and a bearer token sent along', async () => {
    const link = await linkOf(WORK_ORDER);
    expect((await call(link.replace('Expires=900', 'Expires=9000'))).status).toBe(403);
    expect((await call(link, { headers: { authorization: 'Bearer x' } })).status).toBe(400);
  });

  it('give a fresh address as text', async () => {
    const { text } = await books.request(`/download/${WORK_ORDER}`);
    expect((await call(text)).status).toBe(200);
  });

  it('leave the invoice untouched when added', async () => {
    const before = await books.invoice('103');
    await sandbox.admin.attachFile({
      realmId: REALM_A,
      id: '103',
      fileName: 'late.pdf',
      includeOnSend: true,
      content: Buffer.from('hello').toString('base64'),
    });
    expect(await books.invoice('103')).toEqual(before);
    const [id = ''] = await books.ids("select * from Attachable where FileName = 'late.pdf'");
    expect((await call(await linkOf(id))).text).toBe('hello');
  });
});

describe('an upload', () => {
  async function upload(target: string): ReturnType<Books['request']> {
    const form = new FormData();
    const metadata = {
      AttachableRef: [{ EntityRef: { type: 'Invoice', value: target }, IncludeOnSend: true }],
      FileName: 'note.txt',
      ContentType: 'text/plain',
    };
    form.append(
      'file_metadata_01',
      new Blob([JSON.stringify(metadata)], { type: 'application/json' }),
      'metadata.json',
    );
    form.append(
      'file_content_01',
      new Blob(['line one\r\nline two'], { type: 'text/plain' }),
      'note.txt',
    );
    return books.request('/upload', { method: 'POST', body: form });
  }

  it('stores the bytes as they are', async () => {
    const { json } = await upload('103');
    const file = at(asList(json['AttachableResponse'])[0], 'Attachable');
    expect(at(file, 'Size')).toBe(18);
    expect((await call(asText(at(file, 'TempDownloadUri')))).text).toBe('line one\r\nline two');
  });

  it('answers a fault under HTTP 200 when the linked object is missing', async () => {
    const { status, json } = await upload('99999');
    expect([status, faultCode(asList(json['AttachableResponse'])[0] ?? {})]).toEqual([200, '6000']);
  });
});

describe('the PDF of an invoice', () => {
  it('is a PDF', async () => {
    const answer = await books.request('/invoice/107/pdf', {
      headers: { accept: 'application/pdf' },
    });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    expect(answer.text.startsWith('%PDF-')).toBe(true);
  });

  it.each([
    ['error', 500, 'application/json;charset=utf-8'],
    ['html', 200, 'text/html'],
    ['empty', 200, 'application/pdf'],
  ] as const)('can fail: %s', async (pdf, status, type) => {
    await sandbox.admin.setKnobs({ pdf });
    const answer = await books.request('/invoice/101/pdf');
    expect([answer.status, answer.headers.get('content-type')]).toEqual([status, type]);
  });

  it('is code 610 for an unknown invoice', async () => {
    expect(faultCode(await books.request('/invoice/99999/pdf'))).toBe('610');
  });
});
