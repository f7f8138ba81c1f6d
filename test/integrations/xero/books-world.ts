import {
  asId,
  type CreditId,
  type CustomerId,
  type InvoiceId,
  type PaymentId,
} from '../../../domain/ids.ts';
import { TENANT_A, TENANT_B } from '../../../sandbox/xero/index.ts';
import type { BooksWorld, Eyes, FaultPlace, Hands } from '../books.worlds.ts';
import { listen } from '../listen.ts';
import { World } from './world.ts';

const tenantId = TENANT_A;

const places: Record<FaultPlace, object> = {
  data: { target: 'data' },
  identity: { target: 'identity', path: 'connect/token' },
  'invoice-write': { method: 'POST', path: '/Invoices' },
  'customer-write': { method: 'POST', path: '/Contacts' },
};

export const xeroWorld = { name: 'Xero', start };

async function start(): Promise<BooksWorld> {
  const world = await World.start();
  const { admin } = world.sandbox;
  return {
    books: world.books,
    wrongSecret: world.booksWith({ clientSecret: 'wrong' }),
    impatient: world.booksWith({ timeLimits: { identityMs: 500 } }),
    answers,
    first: TENANT_A,
    second: TENANT_B,
    hands: handsOf(world),
    eyes: eyesOf(world),
    secrets: secretsOf(world.settings),
    consent: ({ booksId, ...choice }) =>
      world.consent({
        ...choice,
        ...(booksId !== undefined && { tenantId: booksId }),
        // Scopes add up (facts: Xero 1.5): somebody who connects nothing here.
        ...(choice.intent === 'sign-in' && { person: 'owen@tarnandfell.example' }),
      }),
    openWith: (tokens, booksId, limits) =>
      world.openWith(
        tokens,
        booksId,
        limits && { timeLimits: { ...limits, pdfMs: limits.callMs } },
      ),
    fault: async (place, fault) => void (await admin.addFault({ ...fault, ...places[place] })),
    expireTokens: async () => void (await admin.expireAccessTokens()),
    disconnect: async (id) => void (await admin.disconnect({ tenantId: id })),
    async endGrant(tokens) {
      await world.books.consent.refresh(tokens);
      await admin.setKnobs({ refreshGraceSeconds: 0 });
    },
    setPdf: async (pdf) => void (await admin.setKnobs({ pdf })),
    async told(act, { twice = false, badly = false } = {}) {
      const place = await listen();
      const webhookSignature = badly ? 'wrong' : 'good';
      const usual = { webhookGatherMs: 0, webhookHandshake: false };
      await admin.setKnobs({ ...usual, webhookDuplicates: twice ? 1 : 0, webhookSignature });
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
      await admin.setKnobs({ limits: false });
      await admin.clearJournal();
    },
    close: () => world.sandbox.close(),
  };
}

function secretsOf({ clientId, clientSecret }: World['settings']): string[] {
  return [clientSecret, Buffer.from(`${clientId}:${clientSecret}`).toString('base64')];
}

const answers: BooksWorld['answers'] = {
  tokensOf: 'person',
  accessMinutes: 30,
  refreshDays: 60,
  hasHardEnd: false,
  uncounted: ['terms', 'attachments'],
  goneCode: 'xero.organisation-gone',
  listsFiles: false,
  countCalls: 6,
  badEmail: [1, 2, 3, 4, 5, 6, 7].map((nth) => `n${nth}@a.example`).join(', '),
  badEmailCode: 'xero.too-many-addresses',
  stranger: '00000000-0000-4000-8000-000000000000',
  company: {
    name: 'Harbourline Demo Ltd',
    country: 'NZ',
    timeZone: 'Pacific/Auckland',
    homeCurrency: 'NZD',
    email: null,
    customFields: [],
    nativeReminders: 'off',
  },
};

function handsOf({ sandbox: { admin } }: World): Hands {
  let names = 0;
  const enterCustomer: Hands['enterCustomer'] = async (email) => {
    const name = `Customer of ours ${(names += 1)}`;
    return asId<CustomerId>(
      String((await admin.createContact({ tenantId, name, email }))['ContactID']),
    );
  };
  return {
    enterCustomer,
    async enterInvoice({ amount, customerId, documentOn, dueOn = '2026-12-01' }) {
      const row = await admin.createInvoice({
        tenantId,
        contactId: customerId ?? (await enterCustomer('ap@customer.example')),
        amount,
        dueDate: dueOn,
        ...(documentOn !== undefined && { date: documentOn }),
      });
      return asId<InvoiceId>(String(row['InvoiceID']));
    },
    editInvoice: async (id) =>
      void (await admin.editInvoice({ tenantId, id, changes: { Reference: 'called them' } })),
    voidInvoice: async (id) => void (await admin.voidInvoice({ tenantId, id })),
    async pay(id, amount) {
      const row = await admin.payInvoice({ tenantId, id, ...(amount !== undefined && { amount }) });
      return asId<PaymentId>(String(row['PaymentID']));
    },
    deletePayment: async (id) => void (await admin.deletePayment({ tenantId, id })),
    async giveCredit(contactId, amount) {
      const row = await admin.createCredit({ tenantId, contactId, amount });
      return asId<CreditId>(String(row['CreditNoteID']));
    },
    applyCredit: async (creditId, invoiceId, amount) =>
      void (await admin.allocateCredit({ tenantId, creditId, invoiceId, amount })),
    setEmail: async (id, email) => void (await admin.setContactEmail({ tenantId, id, email })),
    attach: async (id, fileName) =>
      void (await admin.attachFile({ tenantId, id, fileName, includeOnline: true })),
    detach: async (id, fileName) =>
      void (await admin.changeFile({ tenantId, id, fileName, includeOnline: null })),
  };
}

function eyesOf(world: World): Eyes {
  const { admin } = world.sandbox;
  return {
    isSent: async (id) => (await world.invoiceOf(id))['SentToContact'] === true,
    async notesLike(id, text) {
      const { history } = await admin.readHistory({ tenantId, id });
      return history.filter(({ details }) => details === `Dunlin: ${text}`).length;
    },
    emailOf: async (id) => String((await world.contactOf(id))['EmailAddress'] ?? ''),
    writes: async () =>
      (await world.requests('/api.xro')).filter(({ method }) => method !== 'GET').length,
  };
}
