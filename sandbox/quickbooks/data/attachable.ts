import { createHmac } from 'node:crypto';
import type { Box } from '../box.ts';
import type { JsonObject } from '../../kit/json.ts';
import { asText } from '../../kit/json.ts';
import type { Place } from './commit.ts';
import { faults } from './faults.ts';
import type { Realm } from './realm.ts';

const EXPIRED_SECONDS = 3600;

export function finishAttachable(
  _place: Place,
  _before: JsonObject | undefined,
  draft: JsonObject,
): JsonObject {
  if (!draft['FileName'] && !draft['Note']) throw faults.missing('Note');
  return draft;
}

/** The members that stay the same from read to read: without pre-signed links, which would also use up an expired one. */
export function quietAttachable(realm: Realm, entity: JsonObject): JsonObject {
  const id = asText(entity['Id']);
  const file = realm.files.get(id);
  if (!file) return entity;
  const lasting: JsonObject = {
    FileAccessUri: `/v3/company/${realm.id}/download/${id}`,
    Size: file.size,
    ContentType: file.contentType,
  };
  return { ...entity, ...lasting };
}

/** Adds the links of facts 3.8; they are made anew at every read. */
export function presentAttachable(box: Box, realm: Realm, entity: JsonObject): JsonObject {
  const id = asText(entity['Id']);
  const file = realm.files.get(id);
  if (!file) return entity;
  const links: JsonObject = {
    ...quietAttachable(realm, entity),
    TempDownloadUri: downloadLink(box, realm, id),
  };
  if (file.contentType.startsWith('image/')) {
    links['ThumbnailFileAccessUri'] = `/v3/company/${realm.id}/download/${id}/thumb`;
    links['ThumbnailTempDownloadUri'] = downloadLink(box, realm, id, 'thumb');
  }
  return links;
}

/** A pre-signed address: whoever has it may read the file until it runs out, without any other key. */
export function downloadLink(box: Box, realm: Realm, id: string, size = ''): string {
  const file = realm.files.get(id);
  const age = file?.expired ? box.knobs.downloadLifeSeconds + EXPIRED_SECONDS : 0;
  // Only the link handed out now: whoever asks again gets one that works, as from the real store.
  if (file?.expired) file.expired = false;
  const startMs = box.clock.now() - age * 1000;
  const date = new Date(startMs).toISOString().replace(/[-:]|\.\d+/g, '');
  const path = `/files/${realm.id}/${id}/${encodeURIComponent(file?.fileName ?? 'file')}`;
  const life = String(box.knobs.downloadLifeSeconds);
  const query = new URLSearchParams({
    ...(size === '' ? {} : { size }),
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-Date': date,
    'X-Amz-Expires': life,
    'X-Amz-SignedHeaders': 'host',
    'X-Amz-Signature': signature(box, realm.id, id, date, life),
  });
  return `${box.publicUrl}${path}?${query}`;
}

export function signature(
  box: Box,
  realmId: string,
  id: string,
  date: string,
  life: string,
): string {
  return createHmac('sha256', box.clientSecret)
    .update([realmId, id, date, life].join('\n'))
    .digest('hex');
}
