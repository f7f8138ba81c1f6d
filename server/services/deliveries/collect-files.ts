import { Busy, DunlinError, NeedsReconnect } from '../../../domain/errors.ts';
import type { InvoiceId } from '../../../domain/ids.ts';
import type { MissingPdf } from '../../../domain/rules/rule.ts';
import type { BooksCompany } from '../../../integrations/books.ts';
import type { MessageFile } from '../../../integrations/channel.ts';

/** All files of a message together; many mail systems refuse more (facts: delivery 5.6). */
const MAX_FILES_BYTES = 7_000_000;

/** The invoice's PDF or a marked file could not be had, and the message is to wait for it (E24). */
export class FileMissing extends DunlinError {}

/** Why a file is missing; each has a sentence. */
export type MissingFile = 'pdf-unavailable' | 'files-unavailable';
export const missingFiles: readonly string[] = [
  'pdf-unavailable',
  'files-unavailable',
] satisfies MissingFile[];

/** What a message is to carry of one invoice. */
export interface WantedFiles {
  invoiceId: InvoiceId;
  number: string | null;
  attachPdf: boolean;
  attachMarkedFiles: boolean;
  missingPdf: MissingPdf;
}

/** What there is of one invoice. */
export interface CollectedFiles {
  files: MessageFile[];
  hasPdf: boolean;
  /** A file that could not be had, under a policy that does not wait for it; else null. */
  missing: MissingFile | null;
}

/**
 * The files of one message about these invoices, in their order. What does not fit any more is left out rather than the message. Throws
 * FileMissing where the policy is to wait, Busy and NeedsReconnect whatever it is: they say nothing about the file.
 */
export async function collectFiles(
  company: BooksCompany,
  wanted: WantedFiles[],
): Promise<CollectedFiles[]> {
  let room = MAX_FILES_BYTES;
  const collected: CollectedFiles[] = [];
  for (const one of wanted) {
    const found = await collectOf(company, one, room);
    room -= sizeOf(found.files);
    collected.push(found);
  }
  return collected;
}

async function collectOf(
  company: BooksCompany,
  wanted: WantedFiles,
  room: number,
): Promise<CollectedFiles> {
  const { invoiceId, attachPdf, attachMarkedFiles } = wanted;
  const found: CollectedFiles = { files: [], hasPdf: false, missing: null };
  if (attachPdf) {
    const content = await read(found, wanted, 'pdf-unavailable', () => company.readPdf(invoiceId));
    if (content && content.length <= room) {
      found.files.push(toPdf(wanted, content));
      found.hasPdf = true;
    }
  }
  if (!attachMarkedFiles) return found;
  const listed = await read(found, wanted, 'files-unavailable', () =>
    company.listAttachments(invoiceId),
  );
  for (const marked of (listed ?? []).filter(({ includeOnSend }) => includeOnSend)) {
    if (sizeOf(found.files) + marked.sizeBytes > room) continue;
    const content = await read(found, wanted, 'files-unavailable', () =>
      company.readAttachment(marked),
    );
    const { fileName, contentType } = marked;
    if (content) found.files.push({ fileName, contentType, content });
  }
  return found;
}

function toPdf({ number, invoiceId }: WantedFiles, content: Buffer): MessageFile {
  return {
    fileName: `invoice-${number ?? invoiceId}.pdf`,
    contentType: 'application/pdf',
    content,
  };
}

/** Null, and noted, when the file cannot be had and nobody waits for it. */
async function read<T>(
  found: CollectedFiles,
  { missingPdf }: WantedFiles,
  code: MissingFile,
  ask: () => Promise<T>,
): Promise<T | null> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof NeedsReconnect || error instanceof Busy) throw error;
    if (missingPdf === 'wait')
      throw new FileMissing(code, 'a file of the invoice could not be read', { cause: error });
    found.missing ??= code;
    return null;
  }
}

function sizeOf(files: MessageFile[]): number {
  return files.reduce((sum, file) => sum + file.content.length, 0);
}
