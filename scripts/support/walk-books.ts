import type { BodyOf } from '../../domain/api/endpoints.ts';
import { TENANT_A } from '../../sandbox/xero/index.ts';
import type { House } from './house.ts';

type WriteBack = NonNullable<BodyOf<'PATCH /o/:org'>['writeBack']>;

/** The books of a walk as their user sees them: what is done and read there, past everything of ours. */
export interface WalkBooks {
  /** Key of the system, as in addresses. */
  key: string;
  /** What the owner agrees to have written. */
  writeBack: WriteBack;
  /** What a person does on the consent page: from its address to that of the way back. */
  consent(url: string): Promise<string>;
  /** Enters an invoice of 320.50 for a customer with an address; answers its id. */
  enterInvoice(days: { documentOn: string; dueOn: string }): Promise<string>;
  payInvoice(id: string): Promise<void>;
  /** The text that Dunlin wrote about its message; empty when there is none. */
  readTrace(id: string): Promise<string>;
}

const AMOUNT = 320.5;

/** Each accounting system whose stand-in a house brings. */
export const walkBooks = { quickbooks: quickBooksOf, xero: xeroOf } satisfies Record<
  string,
  (house: Pick<House, 'sandboxes'>) => WalkBooks
>;
export type WalkBooksName = keyof typeof walkBooks;

function quickBooksOf({ sandboxes }: Pick<House, 'sandboxes'>): WalkBooks {
  if (!sandboxes.quickBooks) throw new Error('this house has no sandbox QuickBooks');
  const { admin } = sandboxes.quickBooks;
  const [realmId, customerId, statusFieldId] = ['9130357900000001', '1', '3'];
  return {
    key: 'quickbooks',
    writeBack: { sentMark: true, statusFieldId, note: false, email: false, promise: false },
    consent: async (url) => (await admin.consent({ url, realmId })).location,
    async enterInvoice({ documentOn, dueOn }) {
      const days = { txnDate: documentOn, dueDate: dueOn };
      const email = 'ap@birchline.example';
      const invoice = { realmId, customerId, amount: AMOUNT, email, note: 'entered for the walk' };
      return String((await admin.createInvoice({ ...invoice, ...days }))['Id']);
    },
    payInvoice: async (id) => void (await admin.payInvoice({ realmId, id })),
    async readTrace(id) {
      const { entity } = await admin.read({ realmId, entity: 'Invoice', id });
      const { CustomField = [] } = (entity ?? {}) as {
        CustomField?: { DefinitionId: string; StringValue?: string }[];
      };
      return CustomField.find((one) => one.DefinitionId === statusFieldId)?.StringValue ?? '';
    },
  };
}

function xeroOf({ sandboxes }: Pick<House, 'sandboxes'>): WalkBooks {
  if (!sandboxes.xero) throw new Error('this house has no sandbox Xero');
  const { admin } = sandboxes.xero;
  const tenantId = TENANT_A;
  return {
    key: 'xero',
    writeBack: { sentMark: true, statusFieldId: null, note: true, email: false, promise: false },
    consent: async (url) => (await admin.consent({ url, tenantId })).location,
    async enterInvoice({ documentOn, dueOn }) {
      const days = { date: documentOn, dueDate: dueOn };
      const invoice = { tenantId, contactId: 'Summit Dental', amount: AMOUNT };
      return String((await admin.createInvoice({ ...invoice, ...days }))['InvoiceID']);
    },
    payInvoice: async (id) => void (await admin.payInvoice({ tenantId, id })),
    async readTrace(id) {
      const ours = 'Dunlin: ';
      const { history } = await admin.readHistory({ tenantId, id });
      const note = history.find(({ details }) => details.startsWith(ours));
      return note?.details.slice(ours.length) ?? '';
    },
  };
}
