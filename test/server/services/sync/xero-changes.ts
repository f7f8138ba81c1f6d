import { TENANT_A, type SandboxXero } from '../../../../sandbox/xero/index.ts';
import type { Change } from './net-worlds.ts';

const inA = { tenantId: TENANT_A };

let paymentId = '';
let creditId = '';
/** What people do in Xero, one after the other. */
export const xeroChanges: Change<SandboxXero['admin']>[] = [
  {
    name: 'an invoice is entered, for a customer of the same moment',
    async make(admin) {
      await admin.createContact({ ...inA, name: 'New Leaf' });
      const invoice = { ...inA, contactId: 'New Leaf', amount: 12.5, dueDate: '2026-12-31' };
      await admin.createInvoice(invoice);
    },
  },
  {
    name: 'an invoice is edited',
    make: (admin) =>
      admin.editInvoice({ ...inA, id: 'INV-0103', changes: { DueDate: '2027-01-31' } }),
  },
  {
    name: 'an invoice is paid',
    async make(admin) {
      paymentId = String((await admin.payInvoice({ ...inA, id: 'INV-0104' }))['PaymentID']);
    },
  },
  {
    name: 'its payment is deleted, so that it is open again',
    make: (admin) => admin.deletePayment({ ...inA, id: paymentId }),
  },
  {
    name: 'an invoice is voided (E11)',
    make: (admin) => admin.voidInvoice({ ...inA, id: 'INV-0113' }),
  },
  {
    name: 'a draft is deleted, which was never ours',
    make: (admin) => admin.deleteInvoice({ ...inA, id: 'INV-0101' }),
  },
  {
    name: 'a draft is approved',
    make: (admin) => admin.approveInvoice({ ...inA, id: 'INV-0102' }),
  },
  {
    name: 'a credit note is entered',
    async make(admin) {
      const contactId = 'Portside Freight';
      const credit = await admin.createCredit({ ...inA, contactId, amount: 50 });
      creditId = String(credit['CreditNoteID']);
    },
  },
  {
    name: 'the credit is allocated',
    make: (admin) => admin.allocateCredit({ ...inA, creditId, invoiceId: 'INV-0107' }),
  },
  {
    name: 'a customer pays in advance',
    make: (admin) =>
      admin.createCredit({
        ...inA,
        kind: 'Prepayment',
        contactId: 'Ridge Outdoor Supplies',
        amount: 40,
      }),
  },
  {
    name: 'what is left of a credit is paid back',
    make: (admin) => admin.refundCredit({ ...inA, id: 'CN-0012' }),
  },
  {
    name: 'a part-paid invoice has another due day, which moves no stamp (facts: Xero 2.6)',
    make: (admin) => admin.quietEdit({ ...inA, id: 'INV-0105', dueDate: '2027-02-28' }),
    withoutWebhook: true,
  },
  {
    name: 'a customer has another name and address',
    make: (admin) =>
      admin.editContact({
        ...inA,
        id: 'Summit Dental',
        changes: { Name: 'Summit Dental Ltd', EmailAddress: 'new@summit.example' },
      }),
  },
  {
    name: 'a customer is merged into another (E26)',
    make: (admin) =>
      admin.mergeContacts({ ...inA, winnerId: 'Portside Freight', loserId: 'New Leaf' }),
  },
  {
    name: 'a customer is archived (E27)',
    make: (admin) =>
      admin.setContactStatus({ ...inA, id: 'Ridge Outdoor Supplies', status: 'ARCHIVED' }),
  },
];
