import type { JsonObject } from '../json.ts';
import { addCompany } from './company.ts';
import type { Site } from './make.ts';
import {
  addCreditMemo,
  addCustomer,
  addInvoice,
  addPayment,
  addTerm,
  sentBy,
  serviceLine,
} from './make.ts';

const BIRCHLINE = 'ap@birchline.example';
const COPPER = 'office@copper.example, kim@copper.example,till@copper.example';
const MILL_LANE = 'manager@millane.example, site@millane.example';
const PINEWOOD =
  'accounts.payable@pinewood-clinic.example,front.desks@pinewood-clinic.example,owners@pinewood.example';

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

function addTerms(site: Site): void {
  addTerm(site, '1', 'Due on receipt', { DueDays: 0 });
  addTerm(site, '2', 'Net 15', { DueDays: 15 });
  addTerm(site, '3', 'Net 30', { DueDays: 30 });
  addTerm(site, '4', 'Net 60', { DueDays: 60 });
  addTerm(site, '5', 'Net 10', { DueDays: 10 });
  addTerm(site, '6', '2% 10 Net 30', { DueDays: 30, DiscountPercent: 2, DiscountDays: 10 });
  addTerm(site, '7', '15th of month', { DayOfMonthDue: 15, DueNextMonthDays: 10 });
  addTerm(site, '8', 'Net 45', { DueDays: 45, Active: false });
}

function addCustomers(site: Site): void {
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

/** Values of the three custom fields; a blank one has no StringValue. */
function customFields(crew: string, order?: string, place?: string): JsonObject {
  const field = (id: string, name: string, value: string | undefined): JsonObject => ({
    DefinitionId: id,
    Name: name,
    Type: 'StringType',
    ...(value === undefined ? {} : { StringValue: value }),
  });
  return {
    CustomField: [field('1', 'Crew #', crew), field('2', 'PO', order), field('3', 'Site', place)],
  };
}

const THANKS: JsonObject = { CustomerMemo: { value: 'Thank you for your business.' } };

function addOpenInvoices(site: Site): void {
  addInvoice(site, {
    id: '101',
    number: '1001',
    customer: '1',
    on: '10-02',
    due: '11-01',
    total: 540,
    term: '3',
    updated: '10-06',
    token: 3,
    text: 'Autumn clean-up',
    more: { ...sentBy(site, BIRCHLINE, '10-02'), ...customFields('102', 'PO-7781'), ...THANKS },
  });
  addInvoice(site, {
    id: '102',
    number: '1002',
    customer: '2',
    on: '11-05',
    due: '11-20',
    total: 275.5,
    term: '2',
    text: 'Drain inspection',
    more: {
      EmailStatus: 'NeedToSend',
      BillEmail: { Address: COPPER },
      DeliveryInfo: { DeliveryType: 'Email' },
      ...THANKS,
    },
  });
  addInvoice(site, {
    id: '103',
    number: '1003',
    customer: '3',
    on: '11-09',
    due: '12-09',
    total: 1000,
    term: '6',
    text: 'Waiting room refit',
    more: THANKS,
  });
  addInvoice(site, {
    id: '104',
    number: '1004',
    customer: '4',
    on: '11-16',
    due: '11-16',
    total: 80,
    term: '1',
    text: 'Call-out',
    more: { PrintStatus: 'NeedToPrint' },
  });
  addInvoice(site, {
    id: '105',
    number: '1005',
    customer: '6',
    on: '09-28',
    due: '10-28',
    total: 2400,
    balance: 1500,
    term: '3',
    updated: '10-20',
    token: 3,
    lines: [serviceLine('Autumn clean-up', 2400, 3)],
    payments: ['201'],
    more: {
      ...sentBy(site, 'ap@harrow.example', '09-28'),
      ...customFields('102', undefined, 'Elm Court'),
      PrivateNote: '#nochase# site manager asked to wait',
      ...THANKS,
    },
  });
  addInvoice(site, {
    id: '106',
    number: '1006',
    customer: '7',
    on: '08-14',
    due: '10-13',
    total: 3600,
    term: '4',
    text: 'Gutters and downpipes',
    more: {
      ...sentBy(site, MILL_LANE, '08-14', { DeliveryErrorType: 'Bounced Email' }),
      ...customFields('104', 'ML-20', 'Mill Lane'),
    },
  });
  addInvoice(site, {
    id: '107',
    number: '1007',
    customer: '8',
    on: '10-12',
    due: '10-27',
    total: 5250,
    term: '2',
    text: 'Roof, second phase',
    more: {
      ...sentBy(site, MILL_LANE, '10-12'),
      CustomerMemo: { value: longMemo() },
      PrivateNote: longNote(),
    },
  });
  addInvoice(site, {
    id: '108',
    number: '1008',
    customer: '9',
    on: '09-10',
    due: '11-09',
    total: 1200,
    term: '4',
    currency: 'EUR',
    text: 'Garden terrace',
    more: {
      ...sentBy(site, 'buchhaltung@lakeshore.example', '09-10'),
      ExchangeRate: 1.09,
      HomeTotalAmt: 1308,
      HomeBalance: 1308,
    },
  });
  addInvoice(site, {
    id: '112',
    number: '1012',
    customer: '11',
    on: '11-02',
    due: '11-15',
    total: 150,
    term: '7',
    text: 'Hedge trimming',
    more: sentBy(site, PINEWOOD, '11-02'),
  });
  addInvoice(site, {
    id: '113',
    number: '1013',
    customer: '11',
    on: '11-08',
    due: '12-15',
    total: 210,
    term: '7',
    text: 'Leaf clearing',
  });
  addInvoice(site, {
    id: '115',
    number: '1015',
    customer: '12',
    on: '10-20',
    due: '11-19',
    total: 95,
    text: 'Floor polish',
    more: {
      ...sentBy(site, 'ana@quickstep.example', '10-20'),
      BillEmailCc: { Address: 'studio@quickstep.example' },
      BillEmailBcc: { Address: 'books@alderbrook.example' },
    },
  });
  addInvoice(site, {
    id: '116',
    customer: '12',
    on: '11-13',
    due: '12-13',
    total: 45,
    text: 'Mirror cleaning',
  });
  addInvoice(site, {
    id: '117',
    number: '1001',
    customer: '2',
    on: '11-12',
    due: '11-27',
    total: 60,
    term: '2',
    text: 'Tap washer',
  });
}

function addOtherInvoices(site: Site): void {
  addInvoice(site, {
    id: '109',
    number: '1009',
    customer: '1',
    on: '09-01',
    due: '10-01',
    total: 300,
    balance: 0,
    term: '3',
    updated: '09-29',
    token: 2,
    payments: ['202'],
    more: sentBy(site, BIRCHLINE, '09-01'),
  });
  addInvoice(site, {
    id: '110',
    number: '1010',
    customer: '1',
    on: '08-03',
    due: '09-02',
    total: 0,
    term: '3',
    updated: '08-20',
    token: 2,
    voided: true,
    lines: [serviceLine('Window boxes', 160)],
    more: { ...sentBy(site, BIRCHLINE, '08-03'), PrivateNote: 'Voided' },
  });
  site.realm
    .table('Invoice')
    .tombstones.set('111', { id: '111', deletedMs: site.days.ms('11-10', '11:00:00') });
  addInvoice(site, {
    id: '114',
    number: '1014',
    customer: '3',
    on: '11-03',
    due: '12-03',
    total: 0,
    term: '6',
    text: 'Free inspection',
  });
  addInvoice(site, {
    id: '118',
    number: '1016',
    customer: '3',
    on: '10-05',
    due: '11-04',
    total: 450,
    balance: 350,
    term: '3',
    updated: '10-15',
    token: 2,
    lines: discounted(),
    payments: ['204'],
    more: sentBy(site, 'frontdesk@odell.example', '10-05'),
  });
  addInvoice(site, {
    id: '119',
    number: '1017',
    customer: '10',
    on: '07-01',
    due: '07-31',
    total: 125,
    balance: 0,
    term: '3',
    updated: '07-30',
    token: 2,
    payments: ['207'],
    more: sentBy(site, 'hello@oldquarry.example', '07-01'),
  });
  for (const [id, number, on, due, total] of [
    ['121', '1018', '10-01', '10-16', 250],
    ['122', '1019', '10-08', '10-23', 150],
  ] as const) {
    const more = sentBy(site, COPPER, on);
    addInvoice(site, {
      id,
      number,
      customer: '2',
      on,
      due,
      total,
      balance: 0,
      term: '2',
      updated: '10-22',
      token: 2,
      payments: ['205'],
      more,
    });
  }
}

function discounted(): JsonObject[] {
  return [
    serviceLine('Surgery signage', 500),
    {
      Description: 'Fitted out of hours, as agreed',
      DetailType: 'DescriptionOnly',
      DescriptionLineDetail: {},
    },
    {
      Amount: 50,
      DetailType: 'DiscountLineDetail',
      DiscountLineDetail: { PercentBased: true, DiscountPercent: 10 },
    },
  ];
}

/** Exactly 1000 characters with line breaks. */
function longMemo(): string {
  return (
    'Second phase of the roof, as agreed on site.\nPlease quote the invoice number.\n'
      .repeat(20)
      .slice(0, 999) + '.'
  );
}

/** Exactly 4000 characters. */
function longNote(): string {
  return (
    'Access by the rear gate only; keys are with the caretaker. '.repeat(80).slice(0, 3999) + '.'
  );
}

function addMoney(site: Site): void {
  addPayment(site, {
    id: '201',
    customer: '6',
    on: '10-20',
    total: 900,
    links: [['Invoice', '105', 900]],
    more: { PaymentRefNum: '8841', PrivateNote: 'cheque' },
  });
  addPayment(site, {
    id: '202',
    customer: '1',
    on: '09-29',
    total: 300,
    links: [['Invoice', '109', 300]],
  });
  addPayment(site, { id: '203', customer: '1', on: '11-03', total: 50, unapplied: 50, links: [] });
  addPayment(site, {
    id: '204',
    customer: '3',
    on: '10-15',
    total: 0,
    links: [
      ['CreditMemo', '301', 100],
      ['Invoice', '118', 100],
    ],
  });
  addPayment(site, {
    id: '205',
    customer: '2',
    on: '10-22',
    total: 400,
    links: [
      ['Invoice', '121', 250],
      ['Invoice', '122', 150],
    ],
  });
  addPayment(site, {
    id: '206',
    customer: '1',
    on: '10-05',
    total: 0,
    links: [],
    more: { PrivateNote: 'Voided', SyncToken: '1' },
  });
  addPayment(site, {
    id: '207',
    customer: '10',
    on: '07-30',
    total: 125,
    links: [['Invoice', '119', 125]],
  });
  addCreditMemo(site, {
    id: '301',
    number: 'CM-1',
    customer: '3',
    on: '10-14',
    total: 100,
    left: 0,
    payments: ['204'],
  });
  addCreditMemo(site, {
    id: '302',
    number: 'CM-2',
    customer: '13',
    on: '10-28',
    total: 75,
    left: 75,
    payments: [],
  });
}
