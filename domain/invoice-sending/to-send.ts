import type { Invoice } from '../invoice/invoice.ts';
import type { InvoiceSendingSettings } from './settings.ts';

/** What Dunlin itself knows about the sending of an invoice. `marked`: a person says that it was sent some other way (UF-12). */
export const sendingMarks = ['to-send', 'sent', 'marked'] as const;
export type SendingMark = (typeof sendingMarks)[number];

/** The settings with the instant since which they are on; null: never turned on. */
export interface InvoiceSending extends Pick<InvoiceSendingSettings, 'on' | 'sendPaid'> {
  since: Date | null;
}

/**
 * Whether an invoice waits to be sent. Once it has a mark, only that counts, whatever the books say (UF-18). Without one it is a new
 * arrival: to send when it was entered after the feature was turned on, is open (or paid, where those are sent too), and the books do not
 * say that it went out already (UF-2).
 */
export function isToSend(
  invoice: Pick<Invoice, 'booksCreatedAt' | 'state' | 'sentState'>,
  { on, since, sendPaid }: InvoiceSending,
  ownMark: SendingMark | null,
): boolean {
  if (!on || since === null) return false;
  if (ownMark !== null) return ownMark === 'to-send';
  const isNew = invoice.booksCreatedAt.getTime() >= wholeSecond(since);
  const isSendable = invoice.state === 'open' || (sendPaid && invoice.state === 'paid');
  return isNew && isSendable && invoice.sentState !== 'sent';
}

/** The books date what is entered to the second, so one entered right after turning on can carry a time of just before it. */
function wholeSecond(at: Date): number {
  return Math.floor(at.getTime() / 1000) * 1000;
}
