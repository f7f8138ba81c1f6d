import { addCompany } from './company.ts';
import type { Site } from './make.ts';
import { addCustomer, addInvoice, addTerm } from './make.ts';

/** Realm D: the subscription has ended, so every call is code 6190. */
export function seedSuspended(site: Site): void {
  addCompany(site, {
    name: 'Lapsed Landscapes',
    country: 'US',
    currency: 'USD',
    email: 'owner@lapsed.example',
    customNumbers: false,
    multiCurrency: false,
    terminology: 'Customers',
    subscription: 'EXPIRED',
  });
  addTerm(site, '3', 'Net 30', { DueDays: 30 });
  addCustomer(site, { id: '1', name: 'Orchard Row', email: 'desk@orchardrow.example', term: '3' });
  addInvoice(site, {
    id: '101',
    number: '1001',
    customer: '1',
    on: '10-01',
    due: '10-31',
    total: 200,
    term: '3',
  });
  site.realm.suspended = true;
}
