import { addCompany } from '../company.ts';
import type { Site } from '../make.ts';
import { addTerm } from '../make.ts';
import { BulkCalendar } from './calendar.ts';
import { BulkCustomers } from './customers.ts';
import { addBulkFiles } from './files.ts';
import { BulkInvoices } from './invoices.ts';
import { BulkCredits, BulkPayments } from './money.ts';
import type { BulkWish } from './plan.ts';
import { BulkPlan, completeSize } from './plan.ts';
import { TERMS } from './terms.ts';

/** Realm C, "Bulk Test Inc.": as many documents as asked for, the same ones every time. */
export function seedBulk(site: Site, size: BulkWish, dayZero: string): void {
  addCompany(site, {
    name: 'Bulk Test Inc.',
    country: 'US',
    currency: 'USD',
    timeZone: 'America/Los_Angeles',
    email: 'office@bulk.example',
    customNumbers: false,
    multiCurrency: false,
    terminology: 'Customers',
    subscription: 'PAID',
  });
  fillBulk(site, size, dayZero);
}

/** Adds generated records to a company that has none. Nothing is stored: each is made when it is read. */
export function fillBulk(site: Site, size: BulkWish, dayZero: string): void {
  const { realm } = site;
  const plan = new BulkPlan(completeSize(size));
  const calendar = new BulkCalendar(dayZero);
  for (const { id, name, days } of TERMS) addTerm(site, id, name, { DueDays: days });
  realm.table('Customer').generate(new BulkCustomers(plan, calendar));
  realm.table('Invoice').generate(new BulkInvoices(plan, calendar));
  realm.table('Payment').generate(new BulkPayments(plan, calendar));
  realm.table('CreditMemo').generate(new BulkCredits(plan, calendar));
  addBulkFiles(realm, plan, calendar);
}
