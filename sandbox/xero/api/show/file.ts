import type { JsonObject } from '../../../kit/json.ts';
import type { StoredFile } from '../../books/records.ts';

/** `base` is the address of the API, as in the examples of facts 3.7. */
export function showFile(
  base: string,
  resource: string,
  ownerId: string,
  file: StoredFile,
): JsonObject {
  return {
    AttachmentID: file.id,
    FileName: file.fileName,
    Url: `${base}/${resource}/${ownerId}/Attachments/${encodeURIComponent(file.fileName)}`,
    MimeType: file.contentType,
    ContentLength: file.size,
    ...(resource === 'Invoices' || resource === 'CreditNotes'
      ? { IncludeOnline: file.includeOnline }
      : {}),
  };
}
