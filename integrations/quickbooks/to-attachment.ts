import { asId, type AttachmentId } from '../../domain/ids.ts';
import type { Attachment } from '../../domain/invoice/attachment.ts';
import {
  flagOf,
  listOf,
  needInstant,
  needText,
  needVersion,
  partOf,
  textOf,
  type Fields,
} from './fields.ts';
import { mapEach, type Mapped } from './to-record.ts';

export function toAttachments(rows: readonly unknown[]): Mapped<Attachment> {
  return mapEach(rows, toAttachment);
}

function toAttachment(api: Fields): Attachment {
  return {
    id: asId<AttachmentId>(needText(api['Id'])),
    booksVersion: needVersion(api['SyncToken']),
    booksUpdatedAt: needInstant(partOf(api['MetaData'])['LastUpdatedTime']),
    fileName: textOf(api['FileName']) ?? '',
    contentType: textOf(api['ContentType']) ?? '',
    sizeBytes: Number(textOf(api['Size']) ?? 0) || 0,
    links: linksOf(api),
    state: 'live',
  };
}

type Link = Attachment['links'][number];

/** Each linked record once: a file can hang on several lines of one document, and one mark is enough to send it. */
function linksOf(api: Fields): Link[] {
  const links = new Map<string, Link>();
  for (const reference of listOf(api['AttachableRef'])) {
    const target = partOf(reference['EntityRef']);
    const recordId = textOf(target['value']);
    if (recordId === null) continue;
    const kind = kindOf(textOf(target['type']));
    const includeOnSend = flagOf(reference['IncludeOnSend']) ?? false;
    const known = links.get(`${kind} ${recordId}`);
    if (known) known.includeOnSend ||= includeOnSend;
    else links.set(`${kind} ${recordId}`, { kind, recordId, includeOnSend });
  }
  return [...links.values()];
}

function kindOf(type: string | null): Link['kind'] {
  const kind = type?.toLowerCase();
  return kind === 'invoice' || kind === 'customer' ? kind : 'other';
}
