import type { GateFacts } from '../gates/gate.ts';
import { recipient } from '../gates/recipient.ts';
import type { InvoiceSendingSettings } from './settings.ts';

/** What decides whether an invoice itself may be mailed now. */
export type InvoiceMailFacts = Pick<
  GateFacts,
  'invoice' | 'customer' | 'parent' | 'sendingMark'
> & {
  organisation: Pick<GateFacts['organisation'], 'live' | 'suppressed'>;
  settings: Pick<InvoiceSendingSettings, 'on' | 'sendPaid'>;
};

export const stopReasons = [
  'tenant-live/not-live',
  'invoice-mail/off',
  'invoice-mail/not-waiting',
  'invoice-mail/paid',
  'document-status/void',
  'document-status/deleted',
  'document-status/unknown-state',
  'recipient/no-address',
  'recipient/bad-address',
  'recipient/suppressed',
] as const;
export type StopReason = (typeof stopReasons)[number];

export type InvoiceMailAnswer =
  | { kind: 'go'; recipients: string[]; source: 'invoice' | 'customer' | 'parent' }
  | { kind: 'stop'; reason: StopReason };

const stop = (reason: StopReason): InvoiceMailAnswer => ({ kind: 'stop', reason });

/**
 * Whether an invoice may be mailed, and to whom (UF-7, UF-13). Neither sending hours, rules nor the switch of reminders count (UF-9); an
 * invoice that is paid already still goes, unless the owner wants it otherwise (UF complement 48). The same in the dialog, when the
 * message is planned, and right before it leaves.
 */
export function mayLeave(facts: InvoiceMailFacts): InvoiceMailAnswer {
  const { invoice, organisation, settings, sendingMark } = facts;
  if (!settings.on) return stop('invoice-mail/off');
  if (!organisation.live) return stop('tenant-live/not-live');
  if (sendingMark !== 'to-send') return stop('invoice-mail/not-waiting');
  switch (invoice.state) {
    case 'open':
      break;
    case 'paid':
      if (!settings.sendPaid) return stop('invoice-mail/paid');
      break;
    case 'void':
    case 'deleted':
      return stop(`document-status/${invoice.state}`);
    default:
      return stop('document-status/unknown-state');
  }
  return receivers(facts);
}

function receivers(facts: InvoiceMailFacts): InvoiceMailAnswer {
  const { reason, saw } = recipient(facts);
  switch (reason) {
    case 'found': {
      const recipients = saw['recipients'] as string[];
      return { kind: 'go', recipients, source: saw['source'] as 'invoice' };
    }
    case 'suppressed':
    case 'bad-address':
      return stop(`recipient/${reason}`);
    default:
      return stop('recipient/no-address');
  }
}
