import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
} from 'node:crypto';
import { Bug } from '../domain/errors.ts';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Keys derived from the master secret, one per purpose (facts: marketplace and security, section 9). The first secret writes; all of
 * them read, so that a secret can be replaced without losing what it sealed.
 */
export class Secrets {
  readonly #masters: string[];

  constructor(masters: string[]) {
    if (masters.length === 0) throw new Bug('secrets.none', 'at least one master secret is needed');
    this.#masters = masters;
  }

  /** 32 bytes for one purpose, e.g. `session`; different for every purpose and master secret. */
  key(purpose: string): Buffer {
    return deriveKey(this.#masters[0] ?? '', purpose);
  }

  /** The same with every master secret, the one that writes first: what a former one signed still counts. */
  keys(purpose: string): Buffer[] {
    return this.#masters.map((master) => deriveKey(master, purpose));
  }

  /** Seals a text with AES-256-GCM. `belongsTo` binds it to its row: copied elsewhere it does not open. */
  seal(plain: string, belongsTo: string): string {
    const key = this.key('seal');
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', key, nonce);
    cipher.setAAD(Buffer.from(belongsTo));
    const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
    const packed = Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
    return `v1.${keyId(key)}.${packed}`;
  }

  /** Opens what `seal` made. Throws Bug when the key is unknown or the text was changed or moved. */
  open(sealed: string, belongsTo: string): string {
    const [version, id, packed] = sealed.split('.');
    const key = this.#masters.map((m) => deriveKey(m, 'seal')).find((k) => keyId(k) === id);
    if (version !== 'v1' || !packed || !key)
      throw new Bug('secrets.unknown-key', 'sealed with a key that is not configured');
    const bytes = Buffer.from(packed, 'base64url');
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES));
    decipher.setAAD(Buffer.from(belongsTo));
    decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    const body = bytes.subarray(NONCE_BYTES + TAG_BYTES);
    return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
  }

  /** Keyed hash for look-ups of values that are stored sealed, such as company ids. */
  index(value: string): string {
    return createHmac('sha256', this.key('index')).update(value).digest('base64url');
  }
}

function deriveKey(master: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', master, 'dunlin', purpose, 32));
}

function keyId(key: Buffer): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 8);
}

/** SHA-256 as text, for tokens that are stored only as their hash. */
export function hashOf(value: string | Buffer): string {
  return createHash('sha256').update(value).digest('base64url');
}
