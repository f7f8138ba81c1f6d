import { Random } from '../../kit/random.ts';
import type { Generated } from '../box.ts';
import { addDays, dueBy } from '../books/days.ts';
import type { Org } from '../books/org.ts';
import type { Contact, Invoice, Term } from '../books/records.ts';
import { totalUp } from '../books/totals.ts';
import { addBulkMoney } from './bulk-money.ts';
import { Maker } from './maker.ts';
import { makeOrg, newZealand } from './make-org.ts';

const SEED = 20_261_116;
const DAYS_BACK = 400;
const MOST_FILES = 50;
const TERMS: Term[] = [
  { Day: 7, Type: 'DAYSAFTERBILLDATE' },
  { Day: 30, Type: 'DAYSAFTERBILLDATE' },
  { Day: 10, Type: 'DAYSAFTERBILLMONTH' },
  { Day: 20, Type: 'OFFOLLOWINGMONTH' },
];
const WORDS = ['Beech', 'Coast', 'Delta', 'Ember', 'Fern', 'Granite', 'Harvest', 'Island'];
const TRADES = ['Builders', 'Clinic', 'Foods', 'Joinery', 'Logistics', 'Motors', 'Studios'];

/** An organisation of any size, the same for the same numbers and day zero. */
export function seedBulk(
  tenantId: string,
  generated: Generated,
  dayZero: string,
  nowMs: () => number,
): Org {
  const org = makeOrg(
    {
      tenantId,
      name: 'Bulk Test Ltd',
      shortCode: '!bLk00',
      ...newZealand,
      remindersEnabled: false,
      details: { PaymentTerms: { Sales: { Day: 20, Type: 'OFFOLLOWINGMONTH' } } },
      currencies: [['NZD', 'New Zealand Dollar']],
    },
    nowMs,
  );
  const maker = new Maker(org, dayZero);
  const chance = new Random(SEED);
  const contacts = Array.from({ length: generated.contacts }, (_, nth) =>
    addContact(maker, chance, nth + 1),
  );
  for (let nth = 1; nth <= generated.invoices; nth += 1) {
    const contact = chance.pick(contacts);
    if (contact) addInvoice(maker, chance, contact, { nth, dayZero });
  }
  return org;
}

function addContact(maker: Maker, chance: Random, nth: number): Contact {
  const name = `${chance.pick(WORDS)} ${chance.pick(TRADES)} ${nth}`;
  const sales = chance.pick(TERMS);
  const email = nth % 40 === 0 ? '' : `accounts${nth}@bulk.example`;
  return maker.contact(name, { email, number: `C-${nth}`, ...(sales ? { sales } : {}) });
}

function addInvoice(
  maker: Maker,
  chance: Random,
  contact: Contact,
  { nth, dayZero }: { nth: number; dayZero: string },
): void {
  const { org } = maker;
  const number = `BLK-${String(nth).padStart(6, '0')}`;
  const date = addDays(dayZero, -chance.whole(0, DAYS_BACK));
  const lines = maker.lines(number, [{ unitAmount: chance.whole(2000, 400_000) / 100 }]);
  const totals = totalUp(lines, 'Exclusive', (type) => org.taxRate(type));
  const fate = chance.next();
  const status = fate < 0.02 ? 'DRAFT' : fate < 0.03 ? 'VOIDED' : 'AUTHORISED';
  const invoice: Invoice = {
    id: maker.id('invoice', number),
    updatedMs: Date.parse(`${date}T00:00:00Z`) + chance.whole(0, 80_000_000),
    type: 'ACCREC',
    status,
    number,
    reference: nth % 3 === 0 ? `PO ${chance.whole(1000, 9999)}` : '',
    contactId: contact.id,
    date,
    dueDate: dueBy(date, contact.terms.sales ?? { Day: 20, Type: 'OFFOLLOWINGMONTH' }),
    expectedDate: null,
    plannedDate: null,
    lineAmountTypes: 'Exclusive',
    ...totals,
    currency: 'NZD',
    rate: 1,
    brandingThemeId: null,
    sent: status === 'DRAFT' ? null : chance.next() < 0.8,
    fullyPaidOn: null,
    byApp: false,
    paid: 0,
    credited: 0,
    url: null,
    repeatingInvoiceId: null,
  };
  org.invoices.seed(status === 'AUTHORISED' ? addBulkMoney(maker, chance, invoice, nth) : invoice);
  if (nth % 100 === 0 && nth / 100 <= MOST_FILES) addFile(maker, invoice);
}

function addFile(maker: Maker, invoice: Invoice): void {
  const fileName = `${invoice.number}.pdf`;
  maker.files(invoice.id, [
    { fileName, contentType: 'application/pdf', size: 8192, includeOnline: true },
  ]);
}
