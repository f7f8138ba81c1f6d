import { createHmac, timingSafeEqual } from 'node:crypto';
import type { DeliveryId, OrganisationId } from '../../../domain/ids.ts';
import type { Secrets } from '../../secrets.ts';

const ID_BYTES = 16;
const SIGNATURE_BYTES = 32;
const PURPOSE = 'unsubscribe';

export interface MessageRef {
  organisationId: OrganisationId;
  deliveryId: DeliveryId;
}

/**
 * Names a message to whoever got it, and to nobody else: its two ids and a signature of 256 bits that only Dunlin can make. The same for
 * each try of a message, and nothing has to be stored for it.
 */
export function unsubscribeToken(secrets: Secrets, ref: MessageRef): string {
  const ids = Buffer.concat([toBytes(ref.organisationId), toBytes(ref.deliveryId)]);
  return Buffer.concat([ids, sign(secrets.key(PURPOSE), ids)]).toString('base64url');
}

/** Null for anything that we did not make. */
export function readUnsubscribeToken(secrets: Secrets, token: string): MessageRef | null {
  if (!/^[\w-]{86}$/.test(token)) return null;
  const bytes = Buffer.from(token, 'base64url');
  const ids = bytes.subarray(0, 2 * ID_BYTES);
  const given = bytes.subarray(2 * ID_BYTES);
  if (given.length !== SIGNATURE_BYTES || bytes.toString('base64url') !== token) return null;
  if (!secrets.keys(PURPOSE).some((key) => timingSafeEqual(sign(key, ids), given))) return null;
  return {
    organisationId: toId(ids.subarray(0, ID_BYTES)) as OrganisationId,
    deliveryId: toId(ids.subarray(ID_BYTES)) as DeliveryId,
  };
}

function sign(key: Buffer, ids: Buffer): Buffer {
  return createHmac('sha256', key).update(ids).digest();
}

const toBytes = (id: string): Buffer => Buffer.from(id.replaceAll('-', ''), 'hex');

function toId(bytes: Buffer): string {
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
