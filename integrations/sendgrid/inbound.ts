import { createHash, timingSafeEqual } from 'node:crypto';
import { Busboy } from '@fastify/busboy';
import { z } from 'zod';
import { Refused } from '../../domain/errors.ts';
import type { Inbound, InboundPost } from '../channel.ts';
import { maxInboundBytes } from './limits.ts';
import { readMail } from './read-mail.ts';
import { createVerify } from './webhook.ts';

interface InboundSettings {
  /** Last part of the path that SendGrid posts to. */
  secret: string;
  /** Public keys of the signed Inbound Parse webhook; none: the secret alone counts. */
  keys: readonly string[];
}

/** SendGrid's Inbound Parse in raw mode (facts: delivery 3.6). Throws RangeError for a key that is no P-256 public key. */
export function createInbound({ secret, keys }: InboundSettings): Inbound {
  const verify = createVerify(keys);
  const known = hashOf(secret);
  return {
    provider: 'sendgrid',
    knows: (given) => timingSafeEqual(hashOf(given), known),
    verify: (...post) => keys.length === 0 || verify(...post),
    unpack,
    read: readMail,
  };
}

/** Of one length, whatever was given. */
function hashOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

const Envelope = z.object({
  to: z.array(z.string().max(320)).min(1).max(100),
  from: z.string().max(320).default(''),
});

/** The two fields that count: `envelope`, who sent it to whom on the wire, and `email`, the whole mail. */
async function unpack(body: Buffer, contentType: string): Promise<InboundPost> {
  const fields = await readFields(body, contentType);
  const envelope = Envelope.safeParse(toJson(fields.get('envelope')));
  const mime = fields.get('email');
  if (!envelope.success || mime === undefined) throw unreadable();
  return { ...envelope.data, mime };
}

/** Each byte of a field stays what it was: mail comes in many character sets, and its own parts name them. */
function readFields(body: Buffer, contentType: string): Promise<Map<string, Buffer>> {
  return new Promise((resolve, reject) => {
    const fields = new Map<string, Buffer>();
    const form = openForm(contentType);
    if (!form) return reject(unreadable());
    form.on('field', (name, value, _nameCut, isCut) => {
      if (!isCut) fields.set(name, Buffer.from(value, 'latin1'));
    });
    // A part that names a file is one of the mail's, and stands in the mail itself.
    form.on('file', (_name, stream) => stream.resume());
    form.on('error', (cause: unknown) => reject(unreadable(cause)));
    form.on('finish', () => resolve(fields));
    form.end(body);
  });
}

function openForm(contentType: string) {
  try {
    return new Busboy({
      headers: { 'content-type': contentType },
      defCharset: 'latin1',
      limits: { fieldSize: maxInboundBytes, fields: 40, files: 100, parts: 140 },
    });
  } catch {
    return null;
  }
}

function toJson(bytes: Buffer | undefined): unknown {
  try {
    return JSON.parse(bytes?.toString('utf8') ?? '');
  } catch {
    return undefined;
  }
}

function unreadable(cause?: unknown): Refused {
  return new Refused('sendgrid.inbound-unreadable', 'the post has no known form', { cause });
}
