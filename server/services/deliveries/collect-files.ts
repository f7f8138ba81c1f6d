import { Busy, DunlinError, NeedsReconnect } from '../../../domain/errors.ts';
import type { AttachmentId, InvoiceId } from '../../../domain/ids.ts';
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

/** The part of the books that is needed here. */
export type FileSource = Pick<BooksCompany, 'readPdf' | 'listAttachments' | 'readAttachment'>;

/** What a message is to carry of one invoice. */
export interface WantedFiles {
  invoiceId: InvoiceId;
  number: string | null;
  attachPdf: boolean;
  attachMarkedFiles: boolean;
  missingPdf: MissingPdf;
}

/** A file that is named in the message instead of being attached, and read when somebody asks for it. */
export interface LargeFile {
  invoiceId: InvoiceId;
  /** Null: the PDF of the invoice. */
  attachmentId: AttachmentId | null;
  fileName: string;
  contentType: string;
  sizeBytes: number;
}

/** What there is of one invoice. */
export interface CollectedFiles {
  files: MessageFile[];
  hasPdf: boolean;
  /** What did not fit any more: the message links to it. */
  tooLarge: LargeFile[];
  /** A file that could not be had, under a policy that does not wait for it; else null. */
  missing: MissingFile | null;
}

/**
 * The files of one message about these invoices, in their order. What does not fit any more is named, to be linked to. Throws
 * FileMissing where the policy is to wait, Busy and NeedsReconnect whatever it is: they say nothing about the file.
 */
export async function collectFiles(
  company: FileSource,
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
  company: FileSource,
  wanted: WantedFiles,
  room: number,
): Promise<CollectedFiles> {
  const { invoiceId, attachPdf, attachMarkedFiles } = wanted;
  const found: CollectedFiles = { files: [], hasPdf: false, tooLarge: [], missing: null };
  if (attachPdf) {
    const pdf = await read(found, wanted, 'pdf-unavailable', () => company.readPdf(invoiceId));
    if (pdf) found.hasPdf = add(found, toPdf(wanted), pdf, room);
  }
  if (!attachMarkedFiles) return found;
  const listed = await read(found, wanted, 'files-unavailable', () =>
    company.listAttachments(invoiceId),
  );
  for (const marked of (listed ?? []).filter(({ includeOnSend }) => includeOnSend)) {
    const { id, fileName, contentType, sizeBytes } = marked;
    const file: LargeFile = { invoiceId, attachmentId: id, fileName, contentType, sizeBytes };
    if (sizeOf(found.files) + sizeBytes > room) {
      found.tooLarge.push(file);
      continue;
    }
    const content = await read(found, wanted, 'files-unavailable', () =>
      company.readAttachment(marked),
    );
    if (content) add(found, file, content, room);
  }
  return found;
}

/** Attached when it fits, by its real size: the books do not always say it before. */
function add(found: CollectedFiles, file: LargeFile, content: Buffer, room: number): boolean {
  const { fileName, contentType } = file;
  const fits = sizeOf(found.files) + content.length <= room;
  if (fits) found.files.push({ fileName, contentType, content });
  else found.tooLarge.push({ ...file, sizeBytes: content.length });
  return fits;
}

function toPdf({ number, invoiceId }: WantedFiles): LargeFile {
  return {
    invoiceId,
    attachmentId: null,
    fileName: `invoice-${number ?? invoiceId}.pdf`,
    contentType: 'application/pdf',
    sizeBytes: 0,
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
