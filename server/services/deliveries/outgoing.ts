import type { Language, MissingPdf } from '../../../domain/rules/rule.ts';
import type { DeliveryRecord } from '../../db/deliveries.ts';
import type { OrganisationToday } from '../../db/organisation-facts.ts';
import type { Candidate } from '../../db/planning.ts';

/** One invoice of a message, with the files that go with it. */
export interface OutgoingInvoice {
  candidate: Candidate;
  attachPdf: boolean;
  attachMarkedFiles: boolean;
  /** When the books cannot give one of them (E24). */
  missingPdf: MissingPdf;
}

/** What the last look found to leave: everything that the message is made of, and the claims that stand behind it. */
export interface Outgoing {
  today: OrganisationToday;
  /** All that leave with the message; the first one carries it. */
  claimed: readonly [DeliveryRecord, ...DeliveryRecord[]];
  /** The first one sets the tone: `invoice.*` fields are its. */
  invoices: readonly [OutgoingInvoice, ...OutgoingInvoice[]];
  templateId: string;
  language: Language;
  to: string[];
  cc: string[];
  bcc: string[];
}

/** `lost`: the claim is no longer ours, so nothing was decided. */
export type Look =
  { kind: 'go'; outgoing: Outgoing } | { kind: 'stopped'; reason: string } | { kind: 'lost' };
