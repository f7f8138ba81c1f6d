import { note } from './history.ts';
import type { Place } from './place.ts';
import { saveInvoice } from './place.ts';
import { Invalid, problems } from './problems.ts';
import type { Invoice } from './records.ts';

/** Xero mails the invoice itself and marks it as sent (facts: Xero 3.1, 9.2). */
export function emailInvoice(place: Place, invoice: Invoice): Invoice {
  if (invoice.type !== 'ACCREC' || !['SUBMITTED', 'AUTHORISED', 'PAID'].includes(invoice.status))
    throw problems.status();
  const contact = place.org.contacts.get(invoice.contactId);
  const others = (contact?.persons ?? []).filter((person) => person.includeInEmails);
  const addresses = [contact?.email ?? '', ...others.map(({ email }) => email)].filter(Boolean);
  if (!contact?.email) throw new Invalid('Unable to send: the contact has no email address.');
  if (place.org.details['IsDemoCompany'] === true || !place.box.limits.enterEmail(place.org.id))
    throw new Invalid('The daily limit of emails has been reached.');
  note(place, invoice.id, 'Invoice sent', `This invoice has been sent to ${addresses.join(', ')}`);
  const isSilent = !place.box.knobs.webhookOnSent;
  const isQuiet = invoice.paid + invoice.credited > 0;
  return saveInvoice(place, { ...invoice, sent: true }, { isQuiet, isSilent });
}
