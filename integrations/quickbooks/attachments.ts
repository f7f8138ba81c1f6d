import { Refused } from '../../domain/errors.ts';
import type { InvoiceId } from '../../domain/ids.ts';
import type { AttachedFile } from '../books.ts';
import { download, HttpFailure, type Reply } from '../http.ts';
import type { Client } from './client.ts';
import { errorOfFailure, refused } from './errors.ts';
import { partOf } from './fields.ts';
import { downloadLinkMs, maxAttachmentBytes, timeLimits } from './limits.ts';
import { page, quoted, where } from './query.ts';
import { rowsOf } from './read.ts';
import type { QuickBooksCode } from './sentences.ts';
import type { QuickBooksSettings } from './settings.ts';
import { toAttachments } from './to-attachment.ts';

interface Link {
  uri: string;
  readAt: Date;
}

export interface Attachments {
  list(id: InvoiceId): Promise<AttachedFile[]>;
  read(file: AttachedFile): Promise<Buffer>;
}

/**
 * Files of an invoice. QuickBooks gives a link to its store that lives 900 s; we remember the links of the list and ask for a new one when
 * a link is old or refused. The library has no download; the file is fetched by `http.ts`, without our token.
 */
export function createAttachments(settings: QuickBooksSettings, client: Client): Attachments {
  const links = new Map<string, Link>();
  const remember = (id: string, uri: string): string => {
    links.set(id, { uri, readAt: settings.now() });
    return uri;
  };
  const renew = async (id: string): Promise<string> => {
    const answer = await client.attachable(id).catch(asGone);
    const uri = linkIn((answer as { Attachable?: unknown }).Attachable);
    if (uri === null) throw refused('quickbooks.file-unavailable', 'the file has no download link');
    return remember(id, uri);
  };
  const freshLink = (id: string): string | null => {
    const link = links.get(id);
    const isFresh = link && settings.now().getTime() - link.readAt.getTime() < downloadLinkMs;
    return isFresh ? link.uri : null;
  };

  return {
    async list(id) {
      const rows = await rowsOf(client, 'Attachable', page(whereLinkedTo(id)));
      return rows.flatMap((row) => {
        const file = toFile(row, id);
        const uri = linkIn(row);
        if (file && uri !== null) remember(file.id, uri);
        return file ?? [];
      });
    },
    async read(file) {
      if (file.sizeBytes > maxAttachmentBytes) {
        throw refused('quickbooks.file-too-large', `${file.sizeBytes} bytes`);
      }
      const first = await fetchFile(settings, freshLink(file.id) ?? (await renew(file.id)));
      if (isWhole(first, file)) return first.body;
      // The link was refused or the answer cut short: once more, with a new link.
      const second = await fetchFile(settings, await renew(file.id));
      if (isWhole(second, file)) return second.body;
      throw refused('quickbooks.file-unavailable', `the store answered ${second.status}`);
    },
  };
}

function whereLinkedTo(id: InvoiceId): string {
  return where(
    "AttachableRef.EntityRef.Type = 'Invoice'",
    `AttachableRef.EntityRef.value = ${quoted(id)}`,
  );
}

function linkIn(row: unknown): string | null {
  const uri = typeof row === 'object' ? partOf(row)['TempDownloadUri'] : null;
  return typeof uri === 'string' ? uri : null;
}

/**
 * Notes are attachables without a file; they cannot be sent (facts: QuickBooks 3.8). One file can be linked to several records; the mark
 * of the link to this invoice counts.
 */
function toFile(row: unknown, invoiceId: InvoiceId): AttachedFile | null {
  const [attachment] = toAttachments([row]).records;
  if (!attachment || attachment.fileName === '') return null;
  if (linkIn(row) === null && !partOf(row)['FileAccessUri']) return null;
  const { id, fileName, contentType, sizeBytes, links } = attachment;
  return {
    id,
    fileName,
    contentType: contentType || 'application/octet-stream',
    sizeBytes,
    includeOnSend: links.some(
      (link) => link.kind === 'invoice' && link.recordId === invoiceId && link.includeOnSend,
    ),
  };
}

/** Half a file must not go to a customer. A size of 0 means that the books do not say. */
function isWhole(reply: Reply, { sizeBytes }: AttachedFile): boolean {
  return reply.status === 200 && (sizeBytes === 0 || reply.body.length === sizeBytes);
}

async function fetchFile(settings: QuickBooksSettings, uri: string): Promise<Reply> {
  if (!settings.allowPrivateDownloads && !isKnownHost(settings.downloadHosts, uri)) {
    throw refused('quickbooks.file-host-refused', 'the host is not on the list');
  }
  const limits = { ...timeLimits, ...settings.timeLimits };
  try {
    return await download(uri, {
      timeoutMs: limits.downloadMs,
      maxBytes: maxAttachmentBytes,
      allowPrivate: settings.allowPrivateDownloads,
    });
  } catch (error) {
    throw error instanceof HttpFailure ? toRefusal(error, settings.now()) : error;
  }
}

function toRefusal(failure: HttpFailure, now: Date): Error {
  if (failure.kind === 'too-large') return refused('quickbooks.file-too-large', failure.message);
  if (failure.kind === 'address-refused') {
    return refused('quickbooks.file-host-refused', failure.message);
  }
  return errorOfFailure(failure, now);
}

/** A suffix must begin at a dot: `evil-amazonaws.com` is not on `amazonaws.com`. */
function isKnownHost(suffixes: string[], uri: string): boolean {
  const host = URL.canParse(uri) ? new URL(uri).hostname : '';
  return suffixes.some((suffix) => host === suffix || host.endsWith(`.${suffix}`));
}

function asGone(error: unknown): never {
  const gone: QuickBooksCode = 'quickbooks.not-found';
  if (error instanceof Refused && error.code === gone) {
    throw refused('quickbooks.file-unavailable', 'the file was deleted', { cause: error });
  }
  throw error;
}
