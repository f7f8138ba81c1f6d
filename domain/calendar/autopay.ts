import { z } from 'zod';
import type { Invoice } from '../invoice/invoice.ts';
import { addDays, type LocalDate } from '../local-date.ts';
import { MinorByCurrency } from './sending-settings.ts';

/** What the organisation charges by itself (ux S7). Dunlin charges nothing: it goes by this in choosing and wording its messages. */
export const AutopaySettings = z.object({
  /** The company's switch: off, nobody is on autopay. */
  on: z.boolean().default(false),
  /** For customers about whom nothing of their own is set (BJ-16). */
  customersByDefault: z.boolean().default(true),
  /** Days from the due date to the charge; negative is before it (BJ-16). */
  shiftDays: z.number().int().min(-30).max(30).default(0),
  /** Payment terms whose invoices are not charged, by id. */
  termsOff: z.array(z.string().min(1).max(64)).max(1000).default([]),
  /** Whether invoices without any terms are charged. */
  noTerms: z.boolean().default(true),
  /** Invoices with more than this open are not charged; a currency without an entry has no limit. */
  maxMinor: MinorByCurrency.default({}),
});
export type AutopaySettings = z.infer<typeof AutopaySettings>;

/** Both halves of the condition, so that an explanation can show each (BJ-15, decided). */
export interface Autopay {
  /** Whether or not there is a payment profile that a charge could succeed with: the books do not tell (BJ-16). */
  customerOn: boolean;
  /** The invoice meets the autopay rules. */
  eligible: boolean;
  /** Day of the charge when both hold; null for an invoice without due date. */
  chargeOn: LocalDate | null;
}

/** Autopay of one invoice (BJ-14 to BJ-16). `customerAutopay` is null for a customer who follows the default. */
export function autopayOf(
  settings: AutopaySettings,
  {
    customerAutopay,
    invoice,
  }: {
    customerAutopay: boolean | null;
    invoice: Pick<Invoice, 'termId' | 'currency' | 'openMinor' | 'dueOn'>;
  },
): Autopay {
  return {
    customerOn: settings.on && (customerAutopay ?? settings.customersByDefault),
    eligible: settings.on && hasTermOn(settings, invoice.termId) && isWithin(settings, invoice),
    chargeOn: invoice.dueOn === null ? null : addDays(invoice.dueOn, settings.shiftDays),
  };
}

function hasTermOn({ termsOff, noTerms }: AutopaySettings, termId: string | null): boolean {
  return termId === null ? noTerms : !termsOff.includes(termId);
}

/** An invoice whose currency the books left out is measured by no limit, so it counts as above one (E7). */
function isWithin(
  { maxMinor }: AutopaySettings,
  { currency, openMinor }: Pick<Invoice, 'currency' | 'openMinor'>,
): boolean {
  if (currency === null) return Object.keys(maxMinor).length === 0;
  const most = maxMinor[currency];
  return most === undefined || openMinor <= most;
}
