import { COPPER, BIRCHLINE, MILL_LANE, PINEWOOD } from './alderbrook-addresses.ts';
import type { Site } from './make.ts';
import { addCustomer, addTerm } from './make.ts';

export function addTerms(site: Site): void {
  addTerm(site, '1', 'Due on receipt', { DueDays: 0 });
  addTerm(site, '2', 'Net 15', { DueDays: 15 });
  addTerm(site, '3', 'Net 30', { DueDays: 30 });
  addTerm(site, '4', 'Net 60', { DueDays: 60 });
  addTerm(site, '5', 'Net 10', { DueDays: 10 });
  addTerm(site, '6', '2% 10 Net 30', { DueDays: 30, DiscountPercent: 2, DiscountDays: 10 });
  addTerm(site, '7', '15th of month', { DayOfMonthDue: 15, DueNextMonthDays: 10 });
  addTerm(site, '8', 'Net 45', { DueDays: 45, Active: false });
}

export function addCustomers(site: Site): void {
  const harrow = 'Harrow Property Trust';
  addCustomer(site, { id: '1', name: 'Birchline Bakery', email: BIRCHLINE, term: '3' });
  addCustomer(site, { id: '2', name: 'Copper & Sons Plumbing', email: COPPER, term: '2' });
  addCustomer(site, {
    id: '3',
    name: "O'Dell Dental Group",
    email: 'frontdesk@odell.example',
    term: '6',
  });
  addCustomer(site, { id: '4', name: 'Marisol Quiñones', term: '1', delivery: 'Print' });
  addCustomer(site, {
    id: '5',
    name: harrow,
    email: 'ap@harrow.example',
    term: '3',
    more: { CompanyName: harrow },
  });
  addCustomer(site, { id: '6', name: 'Elm Court', parent: '5', more: { BillWithParent: true } });
  const lena = { GivenName: 'Lena', FamilyName: 'Holt', CompanyName: harrow };
  addCustomer(site, {
    id: '7',
    name: 'Mill Lane',
    email: MILL_LANE,
    term: '4',
    parent: '5',
    more: lena,
  });
  const project = { IsProject: true, BillWithParent: true };
  addCustomer(site, {
    id: '8',
    name: 'Roof phase 2',
    term: '2',
    delivery: 'None',
    parent: '7',
    more: project,
  });
  const euro = { CurrencyRef: { value: 'EUR', name: 'Euro' } };
  addCustomer(site, {
    id: '9',
    name: 'Lakeshore Hotel GmbH',
    email: 'buchhaltung@lakeshore.example',
    term: '4',
    more: euro,
  });
  const gone = { Active: false };
  addCustomer(site, {
    id: '10',
    name: 'Old Quarry Cafe (deleted)',
    email: 'hello@oldquarry.example',
    term: '3',
    delivery: 'None',
    more: gone,
  });
  addCustomer(site, { id: '11', name: 'Pinewood Clinic', email: PINEWOOD, term: '7' });
  addCustomer(site, { id: '12', name: 'Quickstep Studio', email: 'ana@quickstep.example' });
  addCustomer(site, {
    id: '13',
    name: 'Riverside Yoga',
    email: 'desk@riverside.example',
    term: '3',
  });
}
