import { z } from 'zod';

const organisationId = z.uuid();

/**
 * Every kind of background work: the shape of its payload (ids only, never records) and the queue that carries it. A job may run twice
 * and at any time; the service behind it finds out from the rows what is left to do.
 */
export const jobs = {
  'sync.import': { queue: 'sync', payload: z.object({ organisationId, runId: z.uuid() }) },
  'sync.sweep': { queue: 'sync', payload: z.object({ organisationId }) },
  /** Reads, together, every record of the organisation that a webhook named since the last time (table `named_record`). */
  'records.sync': { queue: 'sync', payload: z.object({ organisationId }) },
  /** Compares mirror and books: every open invoice, and all records where the counts differ or `whole` asks for it (E12). */
  'sync.check': { queue: 'sync', payload: z.object({ organisationId, runId: z.uuid() }) },
  'reminders.plan': {
    queue: 'plan',
    payload: z.object({ organisationId, scope: z.enum(['due', 'all']) }),
  },
  'delivery.send': { queue: 'send', payload: z.object({ organisationId, deliveryId: z.uuid() }) },
  /** Plans the mails of one sending run. */
  'invoices.send': { queue: 'plan', payload: z.object({ organisationId, runId: z.uuid() }) },
  'write-back.apply': {
    queue: 'send',
    payload: z.object({ organisationId, writeBackId: z.uuid() }),
  },
  /** Sends a customer's reply on to the organisation's own address. */
  'reply.forward': { queue: 'send', payload: z.object({ organisationId, replyId: z.uuid() }) },
  /** Has the mail provider take off its lists every address that members allowed again (table `suppressed_address`). */
  'address.forget': { queue: 'send', payload: z.object({ organisationId }) },
} as const;

export type JobName = keyof typeof jobs;
export type JobPayload<Name extends JobName> = z.infer<(typeof jobs)[Name]['payload']>;
export type QueueName = (typeof jobs)[JobName]['queue'];
export const queueNames: QueueName[] = ['sync', 'plan', 'send'];

/** What a handler answers. A skipped job is no error: there was nothing left to do. */
export type JobOutcome =
  | { kind: 'done' }
  | { kind: 'skipped'; reason: string }
  | { kind: 'later'; at: Date; reason: string };

export const done: JobOutcome = { kind: 'done' };
export const skipped = (reason: string): JobOutcome => ({ kind: 'skipped', reason });
export const later = (at: Date, reason: string): JobOutcome => ({ kind: 'later', at, reason });
