import { describe, expect, it } from '@jest/globals';
import { asId, type AttachmentId, type InvoiceId } from '../../../../domain/ids.ts';
import { Busy, NeedsReconnect, Refused } from '../../../../domain/errors.ts';
import {
  collectFiles,
  FileMissing,
  type FileSource,
  type WantedFiles,
} from '../../../../server/services/deliveries/collect-files.ts';

const wanted = (changes: Partial<WantedFiles> = {}): WantedFiles => ({
  invoiceId: asId<InvoiceId>('7'),
  number: 'F-7',
  attachPdf: true,
  attachMarkedFiles: true,
  missingPdf: 'wait',
  ...changes,
});

/** Books whose PDF and marked files have these sizes; what the list says may differ. */
function booksOf(sizes: { pdf: number; files?: { is: number; says: number }[] }): FileSource {
  const files = sizes.files ?? [];
  return {
    readPdf: () => Promise.resolve(Buffer.alloc(sizes.pdf)),
    listAttachments: () =>
      Promise.resolve(
        files.map(({ says }, index) => ({
          id: asId<AttachmentId>(`${index}`),
          fileName: `${index}.bin`,
          contentType: 'text/plain',
          sizeBytes: says,
          includeOnSend: true,
        })),
      ),
    readAttachment: ({ id }) => Promise.resolve(Buffer.alloc(files[Number(id)]?.is ?? 0)),
  };
}
const summary = async (source: FileSource, ...invoices: WantedFiles[]) =>
  (await collectFiles(source, invoices)).map(({ files, tooLarge, hasPdf }) => ({
    files: files.map(({ fileName }) => fileName),
    links: tooLarge.map(({ fileName, sizeBytes }) => `${fileName} ${sizeBytes}`),
    hasPdf,
  }));

describe('the files of a message', () => {
  it.each([
    ['fit', { pdf: 7_000_000 }, { files: ['invoice-F-7.pdf'], links: [], hasPdf: true }],
    [
      'are a PDF above 7 MB, which is linked to',
      { pdf: 7_000_001 },
      { files: [], links: ['invoice-F-7.pdf 7000001'], hasPdf: false },
    ],
    [
      'do not fit beside the PDF',
      {
        pdf: 6_000_000,
        files: [
          { is: 2_000_000, says: 2_000_000 },
          { is: 9, says: 9 },
        ],
      },
      { files: ['invoice-F-7.pdf', '1.bin'], links: ['0.bin 2000000'], hasPdf: true },
    ],
    [
      'have a size that the books do not say',
      { pdf: 9, files: [{ is: 8_000_000, says: 0 }] },
      { files: ['invoice-F-7.pdf'], links: ['0.bin 8000000'], hasPdf: true },
    ],
  ])('that %s (E24)', async (_what, sizes, expected) => {
    expect(await summary(booksOf(sizes), wanted())).toEqual([expected]);
  });

  it('share the room of 7 MB between the invoices', async () => {
    const found = await summary(
      booksOf({ pdf: 4_000_000 }),
      wanted({ attachMarkedFiles: false }),
      wanted({ attachMarkedFiles: false, invoiceId: asId<InvoiceId>('8'), number: null }),
    );
    expect(found).toEqual([
      { files: ['invoice-F-7.pdf'], links: [], hasPdf: true },
      { files: [], links: ['invoice-8.pdf 4000000'], hasPdf: false },
    ]);
  });

  const failing = (error: Error): FileSource => ({
    ...booksOf({ pdf: 1 }),
    readPdf: () => Promise.reject(error),
  });
  const gone = new Refused('x.gone', 'no PDF');

  it('make the message wait, or are missing, as the rule says', async () => {
    await expect(collectFiles(failing(gone), [wanted()])).rejects.toBeInstanceOf(FileMissing);
    for (const missingPdf of ['send-without', 'stop'] as const)
      expect(await collectFiles(failing(gone), [wanted({ missingPdf })])).toMatchObject([
        { missing: 'pdf-unavailable', hasPdf: false },
      ]);
  });

  it.each([
    new Busy('x.throttled', 'later', new Date(0)),
    new NeedsReconnect('x.gone', 'connect again'),
  ])('say nothing about the policy when the books are not to be asked: %s', async (error) => {
    for (const missingPdf of ['wait', 'send-without', 'stop'] as const)
      await expect(collectFiles(failing(error), [wanted({ missingPdf })])).rejects.toBe(error);
  });
});
