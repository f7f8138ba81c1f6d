import { REALM_A, type Admin } from '../../../../sandbox/quickbooks/index.ts';
import type { Change } from './net-worlds.ts';

const inA = { realmId: REALM_A };

let paymentId = '';
let creditMemoId = '';
let refundId = '';
/** Of the sample company, with 75 left; no event and no stamp tells when a refund uses it up. */
const oldCredit = { id: '302', customerId: '13', amount: 75 };
/** What people do in QuickBooks, one after the other. */
export const quickBooksChanges: Change<Admin>[] = [
  {
    name: 'an invoice is entered, for a customer of the same moment',
    async make(admin) {
      const { Id } = await admin.createCustomer({ ...inA, name: 'New Leaf' });
      await admin.createInvoice({ ...inA, customerId: String(Id), amount: 12.5 });
    },
  },
  {
    name: 'an invoice is edited',
    make: (admin) => admin.editInvoice({ ...inA, id: '103', changes: { DueDate: '2027-01-31' } }),
  },
  {
    name: 'an invoice is voided (E11)',
    make: (admin) => admin.voidInvoice({ ...inA, id: '105' }),
  },
  {
    name: 'an invoice is deleted (E12)',
    make: (admin) => admin.deleteInvoice({ ...inA, id: '104' }),
  },
  {
    name: 'an invoice is paid',
    async make(admin) {
      paymentId = String((await admin.payInvoice({ ...inA, id: '101' }))['Id']);
    },
  },
  {
    name: 'its payment is deleted, so that it is open again',
    make: (admin) => admin.deletePayment({ ...inA, id: paymentId }),
  },
  {
    name: 'a credit memo is entered',
    async make(admin) {
      const credit = await admin.createCreditMemo({ ...inA, customerId: '3', amount: 50 });
      creditMemoId = String(credit['Id']);
    },
  },
  {
    name: 'the credit is applied',
    make: (admin) => admin.applyCredit({ ...inA, invoiceId: '118', creditMemoId }),
  },
  {
    name: 'a cheque pays back what was paid too much',
    make: (admin) => admin.refundPayment({ ...inA, id: '203' }),
  },
  {
    name: 'a cheque pays back what is left of a credit',
    async make(admin) {
      const credit = await admin.createCreditMemo({ ...inA, customerId: '3', amount: 20 });
      await admin.refundCredit({ ...inA, id: String(credit['Id']) });
    },
  },
  {
    name: 'a refund uses up a credit',
    make: (admin) => refundOldCredit(admin),
  },
  {
    name: 'that refund is voided',
    make: (admin) => admin.voidRefund({ ...inA, id: refundId }),
  },
  {
    name: 'another refund uses the credit up',
    make: (admin) => refundOldCredit(admin),
  },
  {
    name: 'that refund is deleted',
    make: (admin) => admin.deleteRefund({ ...inA, id: refundId }),
  },
  {
    name: 'a customer is renamed',
    make: (admin) =>
      admin.editCustomer({ ...inA, id: '3', changes: { DisplayName: 'Another name' } }),
  },
  {
    name: 'a customer has another address',
    make: (admin) => admin.setCustomerEmail({ ...inA, id: '9', email: 'new@harrow.example' }),
  },
  {
    name: 'a customer is merged into another (E26)',
    make: (admin) => admin.mergeCustomers({ ...inA, winnerId: '2', loserId: '1' }),
  },
  {
    name: 'a customer is made inactive (E27)',
    make: (admin) => admin.deactivateCustomer({ ...inA, id: '3' }),
  },
  {
    name: 'a term is renamed',
    make: (admin) => admin.editTerm({ ...inA, id: '3', changes: { Name: 'Thirty days' } }),
  },
  {
    name: 'a file is attached',
    make: (admin) =>
      admin.attachFile({
        ...inA,
        id: '103',
        fileName: 'hours.pdf',
        contentType: 'application/pdf',
        includeOnSend: true,
      }),
    // Facts: QuickBooks 7.2.
    withoutWebhook: true,
  },
];

async function refundOldCredit(admin: Admin): Promise<void> {
  const { id, ...refund } = oldCredit;
  refundId = String((await admin.createRefund({ ...inA, ...refund, creditMemoId: id }))['Id']);
}
