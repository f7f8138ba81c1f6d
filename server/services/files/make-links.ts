import { randomBytes } from 'node:crypto';
import type { DeliveryId, OrganisationId } from '../../../domain/ids.ts';
import type { FileLinkRecord } from '../../db/file-links.ts';
import type { FileHint } from '../../render/extras.ts';
import { hashOf } from '../../secrets.ts';
import type { Context } from '../context.ts';
import type { LargeFile } from '../deliveries/collect-files.ts';

const LIFE_MS = 90 * 24 * 3_600_000;
const ID_BYTES = 16;
const SECRET_BYTES = 32;

export interface FileLink {
  row: FileLinkRecord;
  hint: FileHint;
}

/** A link for each file that a message cannot carry. Nothing is stored yet: the rows go in with the message. */
export function makeFileLinks(
  ctx: Context,
  of: { organisationId: OrganisationId; deliveryId: DeliveryId },
  files: LargeFile[],
): FileLink[] {
  const createdAt = ctx.now();
  const expiresAt = new Date(createdAt.getTime() + LIFE_MS);
  return files.map((file) => {
    const token = newToken(of.organisationId);
    const { fileName, sizeBytes } = file;
    return {
      row: { ...of, ...file, tokenHash: hashOf(token), createdAt, expiresAt },
      hint: { fileName, sizeBytes, url: `${ctx.settings.baseUrl}/f/${token}` },
    };
  });
}

/** Says in which organisation to look, and is a secret of 256 bits beside; kept only as its hash. */
function newToken(organisationId: OrganisationId): string {
  const place = Buffer.from(organisationId.replaceAll('-', ''), 'hex');
  return Buffer.concat([place, randomBytes(SECRET_BYTES)]).toString('base64url');
}

/** Null for what cannot be a token of ours. */
export function organisationOfToken(token: string): OrganisationId | null {
  if (!/^[\w-]{64}$/.test(token)) return null;
  const id = Buffer.from(token, 'base64url').subarray(0, ID_BYTES).toString('hex');
  return id.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5') as OrganisationId;
}
