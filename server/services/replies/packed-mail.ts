import { z } from 'zod';
import { Refused } from '../../../domain/errors.ts';
import type { Inbound, InboundPost } from '../../../integrations/channel.ts';

/** Under this name inbound mail waits among the posts of providers. */
export const inboundProvider = ({ provider }: Inbound): string => `${provider}.inbound`;

const Envelope = z.object({ to: z.array(z.string()), from: z.string() });

/** Envelope and mail as one run of bytes: a line of JSON, then the mail as it came. */
export function packMail({ to, from, mime }: InboundPost): Buffer {
  return Buffer.concat([Buffer.from(`${JSON.stringify({ to, from })}\n`), mime]);
}

/** Throws Refused for bytes that `packMail` did not make. */
export function unpackMail(body: Buffer): InboundPost {
  const end = body.indexOf('\n');
  const envelope = Envelope.safeParse(toJson(body.subarray(0, Math.max(end, 0))));
  if (!envelope.success) throw new Refused('inbound.unreadable', 'no mail of ours');
  return { ...envelope.data, mime: body.subarray(end + 1) };
}

function toJson(line: Buffer): unknown {
  try {
    return JSON.parse(line.toString('utf8'));
  } catch {
    return undefined;
  }
}
