/** What one delivery is about. Unique inside one organisation. */
export interface DeliverySubject {
  invoiceId: string;
  ruleId: string;
  stepId: string;
  /** `email`, later `peppol` and others. */
  channel: string;
  /** Of a summary, the day it is for: it comes again every month. */
  occurrenceOn?: string | null;
}

/**
 * The unique key of a delivery: made of what it is about, never of a clock or a job's id, so that planning twice finds the first row
 * (E44). The step's id stays the same when its days change (E46); the invoice's id is the ledger's, never its number (E23).
 */
export function deliveryKey(subject: DeliverySubject): string {
  const { invoiceId, ruleId, stepId, channel, occurrenceOn } = subject;
  const parts = ['reminder', channel, ruleId, stepId, invoiceId];
  return (occurrenceOn ? [...parts, occurrenceOn] : parts).map(encodeURIComponent).join(':');
}

/** The unique key of an invoice that is sent itself; `left`: how many mails of it have left before a person put it back. */
export function invoiceKey(invoiceId: string, channel: string, left: number): string {
  const parts = ['invoice', channel, invoiceId];
  return (left > 0 ? [...parts, `${left}`] : parts).map(encodeURIComponent).join(':');
}
