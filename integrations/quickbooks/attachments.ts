import { Refused } from '../../domain/errors.ts';
import type { InvoiceId } from '../../domain/ids.ts';
import type { Attachment } from '../books.ts';
import { download, HttpFailure, type Reply } from '../http.ts';
import { attachableSchema, type ApiAttachable } from './api-types.ts';
import type { Client } from './client.ts';
import { errorOfFailure, refused } from './errors.ts';
import { downloadLinkMs, maxAttachmentBytes, timeLimits } from './limits.ts';
import { page, quoted } from './query.ts';
import { rowsOf } from './read.ts';
import type { QuickBooksCode } from './sentences.ts';
import type { QuickBooksSettings } from './settings.ts';

interface Link {
  uri: string;
  readAt: Date;
}

export interface Attachments {
  list(id: InvoiceId): Promise<Attachment[]>;
  read(attachment: Attachment): Promise<Buffer>;
}

/**
 * Files of an invoice. QuickBooks gives a link to its store that lives 900 s; we remember the links of the list and ask for a new one when
 * a link is old or refused. The library has no download; the file is fetched by `http.ts`, without our token.
 */
export function createAttachments(settings: QuickBooksSettings, client: Client): Attachments {
  const links = new Map<string, Link>();
  const remember = (api: ApiAttachable) => {
    if (api.TempDownloadUri) {
      links.set(api.Id, { uri: api.TempDownloadUri, readAt: settings.now() });
    }
  };
  const renew = async (id: string): Promise<string> => {
    const answer = await client.attachable(id).catch(asGone);
    const api = attachableSchema.safeParse((answer as { Attachable?: unknown }).Attachable);
    if (!api.success || !api.data.TempDownloadUri) {
      throw refused('quickbooks.file-unavailable', 'the file has no download link');
    }
    remember(api.data);
    return api.data.TempDownloadUri;
  };
  const freshLink = (id: string): string | null => {
    const link = links.get(id);
    const isFresh = link && settings.now().getTime() - link.readAt.getTime() < downloadLinkMs;
    return isFresh ? link.uri : null;
  };

  return {
    async list(id) {
      const rows = await rowsOf(client, 'Attachable', page(whereLinkedTo(id)));
      const files = rows.flatMap((row) => toFile(row));
      files.forEach(remember);
      return files.map((file) => toAttachment(file, id));
    },
    async read(attachment) {
      if (attachment.sizeBytes > maxAttachmentBytes) {
        throw refused('quickbooks.file-too-large', `${attachment.sizeBytes} bytes`);
      }
      const first = await fetchFile(
        settings,
        freshLink(attachment.id) ?? (await renew(attachment.id)),
      );
      if (isWhole(first, attachment)) return first.body;
      // The link was refused or the answer cut short: once more, with a new link.
      const second = await fetchFile(settings, await renew(attachment.id));
      if (isWhole(second, attachment)) return second.body;
      throw refused('quickbooks.file-unavailable', `the store answered ${second.status}`);
    },
  };
}

function whereLinkedTo(id: InvoiceId): string {
  return `where AttachableRef.EntityRef.Type = 'Invoice' and AttachableRef.EntityRef.value = ${quoted(id)}`;
}

/** Notes are attachables without a file; they cannot be sent (facts: QuickBooks 3.8). */
function toFile(row: unknown): ApiAttachable[] {
  const api = attachableSchema.safeParse(row);
  const isFile =
    api.success && api.data.FileName && (api.data.TempDownloadUri ?? api.data.FileAccessUri);
  return isFile ? [api.data] : [];
}

/** One file can be linked to several records; the mark of the link to this invoice counts. */
function toAttachment(api: ApiAttachable, id: InvoiceId): Attachment {
  const links = (api.AttachableRef ?? []).filter(
    ({ EntityRef }) => EntityRef?.type.toLowerCase() === 'invoice' && EntityRef.value === id,
  );
  return {
    id: api.Id,
    fileName: api.FileName ?? '',
    contentType: api.ContentType ?? 'application/octet-stream',
    sizeBytes: api.Size ?? 0,
    includeOnSend: links.some((link) => link.IncludeOnSend === true),
  };
}

/** Half a file must not go to a customer. A size of 0 means that the books do not say. */
function isWhole(reply: Reply, { sizeBytes }: Attachment): boolean {
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
