import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { ReportKind } from '../../domain/deliveries/report.ts';
import type { Report } from '../channel.ts';
import { shortRaw } from '../mail.ts';

/** The keys of an event that we read (facts: delivery 3.3); custom arguments come back beside the vendor's own keys. */
const SendGridEvent = z.object({
  event: z.string(),
  delivery_id: z.uuid(),
  org: z.uuid(),
  email: z.string().min(1).max(320),
  timestamp: z.coerce.number().int().positive().max(100_000_000_000),
  sg_message_id: z.string().optional(),
  type: z.string().optional(),
  status: z.string().optional(),
  reason: z.string().optional(),
  response: z.string().optional(),
  bounce_classification: z.string().optional(),
  attempt: z.coerce.string().optional(),
  url: z.string().optional(),
});
type SendGridEvent = z.infer<typeof SendGridEvent>;

/** Null for an event that is about no message of ours: other mail of the account, account events, tests of the webhook. */
export function toReport(item: unknown): Report | null {
  const { data: event } = SendGridEvent.safeParse(item);
  if (!event) return null;
  const kind = kindOf(event);
  if (!kind) return null;
  const wish = kind === 'dropped' ? wishes.get(event.reason ?? '') : undefined;
  return {
    rawKey: keyOf(event),
    organisationId: event.org,
    deliveryId: event.delivery_id,
    kind,
    address: event.email,
    at: new Date(event.timestamp * 1000),
    suppresses: isSuppressing(event, kind),
    ...(wish && { wish }),
    raw: rawOf(event),
  };
}

/**
 * Made of what the event says: `sg_event_id` is meant for this, but a repeated event may carry a new one (sendgrid-nodejs issue 1435). What
 * the same message does twice in one second counts once.
 */
function keyOf({ sg_message_id, event, email, timestamp, url, attempt }: SendGridEvent): string {
  const parts = [sg_message_id, event, email.toLowerCase(), timestamp, url, attempt];
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}

function kindOf({ event, type }: SendGridEvent): ReportKind | null {
  if (event === 'bounce' && type === 'blocked') return 'blocked';
  return kinds.get(event) ?? null;
}

const kinds = new Map<string, ReportKind>([
  ['processed', 'processed'],
  ['deferred', 'deferred'],
  ['delivered', 'delivered'],
  ['bounce', 'bounced'],
  ['blocked', 'blocked'],
  ['dropped', 'dropped'],
  ['spamreport', 'spam-report'],
  ['unsubscribe', 'unsubscribed'],
  ['group_unsubscribe', 'unsubscribed'],
  ['group_resubscribe', 'resubscribed'],
  ['open', 'opened'],
  ['click', 'clicked'],
]);

/** A bounce only when it is about the address: the others say something about the message, the sender or the moment. */
const addressFailures: ReadonlySet<string> = new Set(['Invalid Address', 'Mailbox Unavailable']);
/** Why SendGrid did not try. Its own lists keep such an address from every later message too. */
const addressDrops: ReadonlySet<string> = new Set([
  'Bounced Address',
  'Spam Reporting Address',
  'Unsubscribed Address',
  'Invalid',
]);

/** Drops that come from what the reader said, perhaps about a message of another organisation on the same account. */
const wishes = new Map<string, NonNullable<Report['wish']>>([
  ['Spam Reporting Address', 'spam-report'],
  ['Unsubscribed Address', 'unsubscribed'],
]);

function isSuppressing(event: SendGridEvent, kind: ReportKind): boolean {
  // What the reader wishes holds for the address, not for the customer (E34).
  if (kind === 'spam-report' || kind === 'unsubscribed') return true;
  if (kind === 'dropped') return addressDrops.has(event.reason ?? '');
  if (kind !== 'bounced') return false;
  const { bounce_classification: classification, status } = event;
  if (classification !== undefined) return addressFailures.has(classification);
  return status?.startsWith('5.1.') ?? false;
}

/** Neither the device, its network address nor the link of an open or a click: they would be personal data for a hint. */
function rawOf({ email, status, reason, response }: SendGridEvent): string {
  return shortRaw([`${email}:`, status, reason ?? response].filter(Boolean).join(' '));
}
