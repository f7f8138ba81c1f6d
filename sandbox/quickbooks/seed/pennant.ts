import { addCompany } from './company.ts';
import type { Site } from './make.ts';
import { addCustomer, addInvoice, addPayment, addTerm, sentBy } from './make.ts';

/** Realm B, "Pennant Web Studio Ltd": pounds, own numbering with gaps, no time zone given. */
export function seedPennant(site: Site): void {
  addCompany(site, {
    name: 'Pennant Web Studio Ltd',
    country: 'GB',
    currency: 'GBP',
    email: 'accounts@pennant.example',
    customNumbers: true,
    multiCurrency: false,
    terminology: 'Clients',
    subscription: 'PAID',
  });
  addTerm(site, '1', 'Due on receipt', { DueDays: 0 });
  addTerm(site, '2', '14 days', { DueDays: 14 });
  addTerm(site, '3', '30 days', { DueDays: 30 });
  addCustomer(site, {
    id: '1',
    name: 'Carrick Outdoor Ltd',
    email: 'finance@carrick.example',
    term: '3',
  });
  addCustomer(site, {
    id: '2',
    name: 'Thistle & Fern',
    email: 'hello@thistlefern.example',
    term: '2',
  });
  addCustomer(site, { id: '3', name: 'Wharf Street Theatre', term: '3', delivery: 'Print' });
  addInvoice(site, {
    id: '101',
    number: 'PW-31',
    customer: '1',
    on: '09-30',
    due: '10-30',
    total: 1440,
    term: '3',
    text: 'Shop theme',
    more: sentBy(site, 'finance@carrick.example', '09-30'),
  });
  addInvoice(site, {
    id: '102',
    customer: '2',
    on: '10-21',
    due: '11-04',
    total: 360,
    term: '2',
    text: 'Hosting',
  });
  addInvoice(site, {
    id: '103',
    customer: '3',
    on: '11-10',
    due: '12-10',
    total: 900,
    term: '3',
    text: 'Ticket page',
  });
  addInvoice(site, {
    id: '104',
    number: 'PW-32',
    customer: '1',
    on: '08-11',
    due: '09-10',
    total: 240,
    balance: 0,
    term: '3',
    updated: '09-08',
    token: 2,
    payments: ['201'],
  });
  addPayment(site, {
    id: '201',
    customer: '1',
    on: '09-08',
    total: 240,
    links: [['Invoice', '104', 240]],
  });
}
