import type { JsonObject } from '../../kit/json.ts';
import { BIRCHLINE, COPPER, MILL_LANE, PINEWOOD } from './alderbrook-addresses.ts';
import type { Site } from './make.ts';
import { addInvoice, sentBy, serviceLine } from './make.ts';

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

export function addOpenInvoices(site: Site): void {
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
