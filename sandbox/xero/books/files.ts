import { randomUUID } from 'node:crypto';
import { note } from './history.ts';
import type { Place } from './place.ts';
import { saveInvoice } from './place.ts';
import { Invalid } from './problems.ts';
import type { StoredFile } from './records.ts';

const ILLEGAL = /[<>:"/\\|?*+\0]/;

/** Puts a file on a record; one of the same name is replaced (facts: Xero 3.7). */
export function attach(
  place: Place,
  ownerId: string,
  input: { fileName: string; contentType: string; includeOnline: boolean; bytes: Buffer },
): StoredFile {
  const { knobs } = place.box;
  if (ILLEGAL.test(input.fileName) || input.fileName === '')
    throw new Invalid('The file name contains illegal characters.');
  if (input.bytes.length > knobs.attachmentBytes)
    throw new Invalid('The file exceeds the maximum size.');
  if (input.bytes.length === 0) throw new Invalid('The file is empty.');
  const before = place.org.files.get(ownerId) ?? [];
  const others = before.filter(({ fileName }) => fileName !== input.fileName);
  if (others.length >= knobs.attachmentsPerDocument)
    throw new Invalid(
      `A maximum of ${knobs.attachmentsPerDocument} attachments can be added to a document.`,
    );
  const file: StoredFile = {
    id: randomUUID(),
    fileName: input.fileName,
    contentType: input.contentType,
    size: input.bytes.length,
    includeOnline: input.includeOnline,
    content: input.bytes.toString('base64'),
  };
  keep(place, ownerId, [...others, file]);
  note(place, ownerId, 'Attached a file', `Attached the file ${file.fileName}`);
  return file;
}

/** A person changes whether the customer sees a file, or takes it away (`null`). */
export function changeFile(
  place: Place,
  ownerId: string,
  fileName: string,
  includeOnline: boolean | null,
): void {
  const before = place.org.files.get(ownerId) ?? [];
  const kept = before.filter((file) => includeOnline !== null || file.fileName !== fileName);
  keep(
    place,
    ownerId,
    kept.map((file) =>
      file.fileName === fileName && includeOnline !== null ? { ...file, includeOnline } : file,
    ),
  );
}

/** Whether a file touches its document is open; the knob chooses (facts: Xero 10.3). */
function keep(place: Place, ownerId: string, files: StoredFile[]): void {
  place.org.files.set(ownerId, files);
  place.org.touchedFiles.add(ownerId);
  place.box.changed();
  const invoice = place.org.invoices.get(ownerId);
  if (invoice && place.box.knobs.filesTouchInvoice) saveInvoice(place, invoice);
}
