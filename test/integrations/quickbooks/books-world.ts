import {
  asId,
  type CreditId,
  type CustomerId,
  type InvoiceId,
  type PaymentId,
} from '../../../domain/ids.ts';
import { REALM_A, REALM_B } from '../../../sandbox/quickbooks/index.ts';
import type { BooksWorld, Eyes, FaultPlace, Hands } from '../books.worlds.ts';
import { listen } from '../listen.ts';
import { World } from './world.ts';

const realmId = REALM_A;

const places: Record<FaultPlace, object> = {
  data: { target: 'data' },
  identity: { target: 'identity', path: 'tokens/bearer' },
  'invoice-write': { method: 'POST', path: '/invoice' },
  'customer-write': { method: 'POST', path: '/customer' },
};

export const quickBooksWorld = { name: 'QuickBooks', start };

async function start(): Promise<BooksWorld> {
  const world = await World.start();
  const { admin } = world.sandbox;
  return {
    books: world.books,
    wrongSecret: world.booksWith({ clientSecret: 'wrong' }),
    impatient: world.booksWith({ timeLimits: { identityMs: 500 } }),
    answers,
    first: REALM_A,
    second: REALM_B,
    hands: handsOf(world),
    eyes: eyesOf(world),
    secrets: secretsOf(world.settings),
    consent: ({ intent, booksId, approve = true }) =>
      world.consent({
        intent,
        decision: approve ? 'connect' : 'cancel',
        ...(booksId !== undefined && { realmId: booksId }),
      }),
    openWith: (tokens, booksId, limits) =>
      world.openWith(
        tokens,
        booksId,
        limits && { timeLimits: { ...limits, pdfMs: limits.callMs } },
      ),
    fault: async (place, fault) => void (await admin.addFault({ ...fault, ...places[place] })),
    expireTokens: async () => void (await admin.expireAccessTokens({})),
    disconnect: async (id) => void (await admin.disconnect({ realmId: id })),
    endGrant: async () => void (await admin.disconnect({ realmId })),
    setPdf: async (pdf) => void (await admin.setKnobs({ pdf })),
    async told(act, { twice = false, badly = false } = {}) {
      const place = await listen();
      const webhookSignature = badly ? 'wrong' : 'good';
      await admin.setKnobs({
        webhookGatherMs: 0,
        webhookDuplicates: twice ? 1 : 0,
        webhookSignature,
      });
      await admin.setWebhookUrl({ url: place.url });
      await act();
      await admin.flushWebhooks();
      await admin.setWebhookUrl({ url: null });
      place.close();
      return place.posts;
    },
    async calm() {
      await admin.clearFaults({});
      await admin.resetKnobs();
      await admin.setKnobs({ throttle: false });
      await admin.clearJournal();
    },
    close: () => world.sandbox.close(),
  };
}

function secretsOf({ clientId, clientSecret }: World['settings']): string[] {
  return [clientSecret, Buffer.from(`${clientId}:${clientSecret}`).toString('base64')];
}

const answers: BooksWorld['answers'] = {
  tokensOf: 'company',
  accessMinutes: 60,
  refreshDays: 101,
  hasHardEnd: true,
  uncounted: [],
  goneCode: 'quickbooks.grant-ended',
  listsFiles: true,
  countCalls: 1,
  badEmail: 'no address',
  badEmailCode: 'quickbooks.address-refused',
  stranger: '999999999',
  company: {
    name: 'Alderbrook Field Services LLC',
    country: 'US',
    timeZone: 'America/Los_Angeles',
    homeCurrency: 'USD',
    email: 'office@alderbrook.example',
    customFields: [
      { id: '1', name: 'Crew #' },
      { id: '2', name: 'PO' },
      { id: '3', name: 'Site' },
    ],
    nativeReminders: null,
  },
};

function handsOf({ sandbox: { admin } }: World): Hands {
  let names = 0;
  const idOf = (row: object): string => String((row as { Id: string }).Id);
  const enterCustomer: Hands['enterCustomer'] = async (email) => {
    const row = await admin.createCustomer({ realmId, name: `Customer of ours ${(names += 1)}` });
    await admin.setCustomerEmail({ realmId, id: idOf(row), email });
    return asId<CustomerId>(idOf(row));
  };
  return {
    enterCustomer,
    async enterInvoice({ amount, customerId, documentOn, dueOn }) {
      const row = await admin.createInvoice({
        realmId,
        customerId: customerId ?? (await enterCustomer('ap@customer.example')),
        amount,
        ...(documentOn !== undefined && { txnDate: documentOn }),
        ...(dueOn !== undefined && { dueDate: dueOn }),
      });
      return asId<InvoiceId>(idOf(row));
    },
    editInvoice: async (id) =>
      void (await admin.editInvoice({ realmId, id, changes: { PrivateNote: 'called them' } })),
    voidInvoice: async (id) => void (await admin.voidInvoice({ realmId, id })),
    pay: async (id, amount) =>
      asId<PaymentId>(
        idOf(await admin.payInvoice({ realmId, id, ...(amount !== undefined && { amount }) })),
      ),
    deletePayment: async (id) => void (await admin.deletePayment({ realmId, id })),
    giveCredit: async (customerId, amount) =>
      asId<CreditId>(idOf(await admin.createCreditMemo({ realmId, customerId, amount }))),
    applyCredit: async (creditMemoId, invoiceId, amount) =>
      void (await admin.applyCredit({ realmId, creditMemoId, invoiceId, amount })),
    setEmail: async (id, email) => void (await admin.setCustomerEmail({ realmId, id, email })),
    attach: async (id, fileName) =>
      void (await admin.attachFile({
        realmId,
        id,
        fileName,
        contentType: 'application/pdf',
        includeOnSend: true,
        size: 4096,
      })),
    detach: async (_id, _fileName, id) => void (await admin.deleteAttachable({ realmId, id })),
  };
}

function eyesOf(world: World): Eyes {
  const { admin } = world.sandbox;
  const read = async (entity: 'Invoice' | 'Customer', id: string) =>
    (await admin.read({ realmId, entity, id })).entity ?? {};
  return {
    isSent: async (id) => (await read('Invoice', id))['EmailStatus'] === 'EmailSent',
    async notesLike(id, text) {
      const note = String((await read('Invoice', id))['PrivateNote'] ?? '');
      return note.split('\n').filter((line) => line === text).length;
    },
    async emailOf(id) {
      const { Address = '' } = ((await read('Customer', id))['PrimaryEmailAddr'] ?? {}) as {
        Address?: string;
      };
      return Address;
    },
    async writes() {
      const all = await world.requests('/v3/company');
      return all.filter(
        ({ method, path }) => method === 'POST' && /\/(invoice|customer)$/.test(path),
      ).length;
    },
  };
}
