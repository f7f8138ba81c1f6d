import type { BodyOf } from '../../domain/api/endpoints.ts';
import { startSandboxXero, TENANT_A, type SandboxXero } from '../../sandbox/xero/index.ts';
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

/** A stand-in before the house stands: its settings lead the house there. */
interface Stand {
  settings: Record<string, string>;
  open(house: House): Promise<WalkBooks>;
  close(): Promise<void>;
}

const AMOUNT = 320.5;

export const walkBooks = { quickbooks: quickBooks, xero };
export type WalkBooksName = keyof typeof walkBooks;

/** The house brings a sandbox QuickBooks of its own. */
async function quickBooks(): Promise<Stand> {
  return {
    settings: {},
    open: async ({ sandboxes }) => quickBooksOf(sandboxes),
    close: async () => undefined,
  };
}

function quickBooksOf({ quickBooks: sandbox }: House['sandboxes']): WalkBooks {
  if (!sandbox) throw new Error('this house has no sandbox QuickBooks');
  const { admin } = sandbox;
  const [realmId, customerId, statusFieldId] = ['9130357900000001', '1', '3'];
  return {
    key: 'quickbooks',
    writeBack: { sentMark: true, statusFieldId, note: false, email: false },
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

async function xero(): Promise<Stand> {
  const sandbox = await startSandboxXero();
  return {
    settings: {
      XERO_CLIENT_ID: 'sandbox-client-id',
      XERO_CLIENT_SECRET: 'sandbox-client-secret',
      XERO_WEBHOOK_KEYS: 'sandbox-webhook-key',
      XERO_LOGIN_URL: sandbox.urls.login,
      XERO_IDENTITY_URL: sandbox.urls.identity,
      XERO_API_URL: sandbox.urls.api,
    },
    async open({ port }) {
      await sandbox.admin.setWebhookUrl({ url: `http://127.0.0.1:${port}/webhooks/xero` });
      return xeroOf(sandbox);
    },
    close: () => sandbox.close(),
  };
}

function xeroOf({ admin }: SandboxXero): WalkBooks {
  const tenantId = TENANT_A;
  return {
    key: 'xero',
    writeBack: { sentMark: true, statusFieldId: null, note: true, email: false },
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
