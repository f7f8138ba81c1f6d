import { z } from 'zod';

/** From whom to whom a message left. A hidden copy is hidden from its readers, not from us. */
export const MessageEnvelope = z.object({
  from: z.object({ name: z.string(), address: z.string() }),
  replyTo: z.string().nullable(),
  to: z.array(z.string()),
  cc: z.array(z.string()),
  bcc: z.array(z.string()),
});
export type MessageEnvelope = z.infer<typeof MessageEnvelope>;
