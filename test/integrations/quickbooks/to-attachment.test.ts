import { describe, expect, it } from '@jest/globals';
import { toAttachments } from '../../../integrations/quickbooks/to-attachment.ts';

const link = (type: string, value: string, IncludeOnSend?: boolean) => ({
  EntityRef: { type, value },
  IncludeOnSend,
});
const plain = {
  Id: '5000000000000000011',
  SyncToken: '0',
  MetaData: { LastUpdatedTime: '2026-10-06T11:20:00-07:00' },
  FileName: 'work-order.pdf',
  ContentType: 'application/pdf',
  Size: 48_211,
  AttachableRef: [link('Invoice', '101', true)],
};
const mapped = (change: object) => toAttachments([{ ...plain, ...change }]);

describe('a file in QuickBooks', () => {
  it('tells what it is and where it hangs', () => {
    expect(mapped({}).records).toEqual([
      {
        id: '5000000000000000011',
        booksVersion: 0,
        booksUpdatedAt: new Date('2026-10-06T18:20:00Z'),
        fileName: 'work-order.pdf',
        contentType: 'application/pdf',
        sizeBytes: 48_211,
        links: [{ kind: 'invoice', recordId: '101', includeOnSend: true }],
        state: 'live',
      },
    ]);
  });

  it.each([
    [
      'every link, each with its own mark (BJ-17)',
      [link('Invoice', '105', true), link('customer', '5', false), link('Bill', '7')],
      [
        ['invoice', '105', true],
        ['customer', '5', false],
        ['other', '7', false],
      ],
    ],
    [
      'a record that is linked twice once, marked when one link is',
      [link('Invoice', '1', false), link('Invoice', '1', true), link('Invoice', '1', false)],
      [['invoice', '1', true]],
    ],
    [
      'an invoice and a customer of the same id apart',
      [link('Invoice', '5'), link('Customer', '5')],
      [
        ['invoice', '5', false],
        ['customer', '5', false],
      ],
    ],
    ['no link to nothing', [{ IncludeOnSend: true, NoRefOnly: true }], []],
    ['none', undefined, []],
  ])('has %s', (_case, AttachableRef, expected) => {
    const links = mapped({ AttachableRef }).records[0]?.links ?? [];
    expect(links.map((one) => [one.kind, one.recordId, one.includeOnSend])).toEqual(expected);
  });

  it('may be a note without a file', () => {
    const note = { FileName: undefined, ContentType: undefined, Size: undefined };
    expect(mapped(note).records[0]).toMatchObject({ fileName: '', contentType: '', sizeBytes: 0 });
  });

  it('without a stamp costs only itself', () => {
    const { records, unreadable } = toAttachments([{ ...plain, Id: '9', MetaData: null }, plain]);
    expect(records).toHaveLength(1);
    expect(unreadable).toEqual([{ recordId: '9', code: 'quickbooks.record-unreadable' }]);
  });
});
