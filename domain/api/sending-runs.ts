import { z } from 'zod';
import { languages } from '../rules/rule.ts';
import { Instant, PageQuery, pageOf } from './common.ts';
import { MarkSentPost } from './invoices.ts';

/** Invoices by id, or all that wait under a search of the list; exactly one of the two. */
export const SendPost = MarkSentPost;

const Named = z.object({
  invoiceId: z.string(),
  number: z.string().nullable(),
  customerId: z.string().nullable(),
  customerName: z.string().nullable(),
});

const ReadyRow = Named.extend({
  recipients: z.array(z.string()),
  /** Whose address it is (E28, E31). */
  source: z.enum(['invoice', 'customer', 'parent']),
  language: z.enum(languages),
});
const LeftRow = Named.extend({ reason: z.string() });

/** Who would get what (UF-13). The rows are the first of each kind; the numbers count all. */
export const RecipientCheck = z.object({
  ready: z.number().int(),
  readyRows: z.array(ReadyRow),
  left: z.number().int(),
  leftRows: z.array(LeftRow),
});
export type RecipientCheck = z.infer<typeof RecipientCheck>;

/** More of such a check: those of one kind that a search finds in customer, number or address, after an invoice. */
export const RecipientsPost = z.object({
  which: SendPost,
  kind: z.enum(['ready', 'left']),
  q: z.string().trim().max(200).default(''),
  after: z.string().max(64).default(''),
  limit: z.number().int().min(1).max(200).default(200),
});

/** One of the two lists is empty. `next` is where to go on; null at the end. */
export const RecipientPage = z.object({
  readyRows: z.array(ReadyRow),
  leftRows: z.array(LeftRow),
  next: z.string().nullable(),
});
export type RecipientPage = z.infer<typeof RecipientPage>;

/** One request to send invoices, with how far it has come (ux O3). */
export const SendingRunJson = z.object({
  id: z.string(),
  kind: z.enum(['by-hand', 'automatic']),
  /** Empty when the clock did. */
  requestedBy: z.string(),
  requestedAt: Instant,
  /** Nothing leaves earlier; until then all of it can be undone. */
  leavesAt: Instant,
  total: z.number().int(),
  /** Every invoice was looked at. */
  isPrepared: z.boolean(),
  cancelledAt: Instant.nullable(),
  cancelledBy: z.string().nullable(),
  counts: z.object({
    waiting: z.number().int(),
    sent: z.number().int(),
    refused: z.number().int(),
    unknown: z.number().int(),
    cancelled: z.number().int(),
    leftOut: z.number().int(),
  }),
});
export type SendingRunJson = z.infer<typeof SendingRunJson>;

export const SendingRunPage = pageOf(SendingRunJson);

export const SendingRunQuery = PageQuery.pick({ cursor: true, limit: true });
export const RunProblemQuery = PageQuery.pick({ cursor: true, limit: true });

/** `left-out`: never planned; the others as the delivery is. */
export const RunProblemPage = pageOf(
  Named.extend({
    state: z.enum(['left-out', 'refused', 'unknown', 'cancelled']),
    reason: z.string(),
  }),
);
export type RunProblem = z.infer<typeof RunProblemPage>['rows'][number];
