import { addMoney, addOtherInvoices } from './alderbrook-closed.ts';
import { addOpenInvoices } from './alderbrook-open.ts';
import { addCustomers, addTerms } from './alderbrook-people.ts';
import { addCompany } from './company.ts';
import type { Site } from './make.ts';

/** Realm A, "Alderbrook Field Services LLC": every awkward case once (facts: QuickBooks 10.3). */
export function seedAlderbrook(site: Site): void {
  addCompany(site, {
    name: 'Alderbrook Field Services LLC',
    country: 'US',
    currency: 'USD',
    timeZone: 'America/Los_Angeles',
    email: 'office@alderbrook.example',
    customNumbers: false,
    multiCurrency: true,
    terminology: 'Customers',
    subscription: 'PAID',
    closedOn: '03-31',
    customFields: ['Crew #', 'PO', 'Site'],
    salesCc: 'office@alderbrook.example',
  });
  addTerms(site);
  addCustomers(site);
  addOpenInvoices(site);
  addOtherInvoices(site);
  addMoney(site);
}
