import type { AttachmentId } from '../ids.ts';

/** A file in the books with the records it is linked to. */
export interface Attachment {
  id: AttachmentId;
  booksVersion: number;
  booksUpdatedAt: Date;
  /** Empty for a note without a file. */
  fileName: string;
  contentType: string;
  sizeBytes: number;
  /** One file may belong to several records; each link has its own mark "attach to e-mail" (BJ-17). */
  links: { kind: 'invoice' | 'customer' | 'other'; recordId: string; includeOnSend: boolean }[];
  state: 'live' | 'deleted';
}
