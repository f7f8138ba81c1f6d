import type { StoredFile } from '../books/records.ts';
import type { Contacts } from './harbourline-contacts.ts';
import type { Maker } from './maker.ts';

const one = (unitAmount: number) => [{ unitAmount }];
const untaxed = (unitAmount: number) => [{ unitAmount, tax: 'NONE' }];

/** The invoices of facts 9.3, in the order of its table. */
export function addHarbourlineInvoices(maker: Maker, contacts: Contacts): void {
  addUnfinished(maker, contacts);
  addOpen(maker, contacts);
  addClosed(maker, contacts);
}

function addUnfinished(maker: Maker, { kereru, summit }: Contacts): void {
  maker.invoice({
    number: 'INV-0101',
    contact: kereru,
    date: '11-16',
    due: '11-23',
    lines: one(100),
    status: 'DRAFT',
  });
  maker.invoice({
    number: 'INV-0102',
    contact: summit,
    date: '11-10',
    due: '12-10',
    lines: one(200),
    status: 'SUBMITTED',
  });
}

function addOpen(maker: Maker, contacts: Contacts): void {
  const { kereru, summit, ridge, portside, oldMill, austral, valley } = contacts;
  const status = 'AUTHORISED';
  const sent = { sent: true };
  maker.invoice({
    number: 'INV-0103',
    contact: portside,
    date: '11-02',
    due: '12-20',
    lines: one(1000),
    status,
  });
  const bounced = maker.invoice({
    number: 'INV-0104',
    contact: kereru,
    date: '11-04',
    due: '11-11',
    lines: one(400),
    status,
    more: { ...sent, updatedMs: maker.stamp('11-12') },
  });
  maker.note(bounced.id, '11-12', 'Cheque returned by the bank');
  maker.files(bounced.id, [
    file('delivery-docket.pdf', 'application/pdf', true),
    file('internal-notes.png', 'image/png', false),
  ]);
  maker.invoice({
    number: 'INV-0105',
    contact: ridge,
    date: '10-01',
    due: '10-28',
    lines: one(2000),
    status,
    more: { ...sent, reference: 'PO 4410', paid: 80_000, updatedMs: maker.stamp('10-30') },
  });
  maker.invoice({
    number: 'INV-0106',
    contact: summit,
    date: '09-15',
    due: '10-10',
    lines: one(500),
    status,
    more: { ...sent, credited: 11_500, updatedMs: maker.stamp('10-02') },
  });
  const oldest = maker.invoice({
    number: 'INV-0107',
    contact: portside,
    date: '06-10',
    due: '07-20',
    lines: one(3000),
    status,
    more: { ...sent, reference: 'PO 7781', expectedDate: maker.day('11-30') },
  });
  maker.files(
    oldest.id,
    Array.from({ length: 10 }, (_, index) =>
      file(`consignment-${index + 1}.pdf`, 'application/pdf', index % 2 === 0),
    ),
  );
  maker.invoice({
    number: 'INV-0112',
    contact: austral,
    date: '08-20',
    due: '09-30',
    lines: untaxed(1100),
    types: 'NoTax',
    status,
    more: { ...sent, rate: 0.92 },
  });
  maker.invoice({
    number: 'INV-0113',
    contact: oldMill,
    date: '10-16',
    due: '11-16',
    lines: one(300),
    status,
  });
  maker.invoice({
    number: 'INV-0114',
    contact: portside,
    date: '10-05',
    due: '11-20',
    lines: one(1000),
    status,
    more: { ...sent, credited: 50_000, updatedMs: maker.stamp('10-06') },
  });
  maker.invoice({
    number: 'INV-0115',
    contact: ridge,
    date: '11-01',
    due: '11-28',
    lines: [{ quantity: 3, unitAmount: 33.3333 }],
    status,
    more: { repeatingInvoiceId: maker.id('repeating', '1') },
  });
  maker.invoice({
    number: 'BILL-881',
    contact: valley,
    date: '10-15',
    due: '11-15',
    lines: [{ unitAmount: 200, account: '400' }],
    status,
    more: { type: 'ACCPAY', sent: null },
  });
}

function file(
  fileName: string,
  contentType: string,
  includeOnline: boolean,
): Omit<StoredFile, 'id'> {
  return { fileName, contentType, size: 24_576, includeOnline };
}

function addClosed(maker: Maker, { kereru, summit, ridge, portside }: Contacts): void {
  const paidOn = maker.day('11-05');
  const updatedMs = maker.stamp('11-05');
  maker.invoice({
    number: 'INV-0108',
    contact: kereru,
    date: '10-20',
    due: '10-27',
    lines: one(100),
    status: 'PAID',
    more: { sent: true, paid: 11_500, fullyPaidOn: paidOn, updatedMs },
  });
  maker.invoice({
    number: 'INV-0109',
    contact: summit,
    date: '10-02',
    due: '11-10',
    lines: one(200),
    status: 'PAID',
    more: { sent: true, paid: 23_000, fullyPaidOn: paidOn, updatedMs },
  });
  maker.invoice({
    number: 'INV-0110',
    contact: ridge,
    date: '08-01',
    due: '08-28',
    lines: one(600),
    status: 'VOIDED',
  });
  maker.invoice({
    number: 'INV-0111',
    contact: ridge,
    date: '08-03',
    due: '08-28',
    lines: one(50),
    status: 'DELETED',
    more: { sent: null },
  });
  maker.invoice({
    number: 'INV-0116',
    contact: portside,
    date: '09-01',
    due: '10-20',
    lines: untaxed(300),
    types: 'NoTax',
    status: 'PAID',
    more: {
      sent: true,
      credited: 30_000,
      fullyPaidOn: maker.day('10-12'),
      updatedMs: maker.stamp('10-12'),
    },
  });
}
