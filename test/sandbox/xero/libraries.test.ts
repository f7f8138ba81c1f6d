import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Contacts, HistoryRecords, Invoices, Payment, XeroClient } from 'xero-node';
import type { SandboxXero } from '../../../sandbox/xero/index.ts';
import { startSandboxXero, TENANT_A, TENANT_B } from '../../../sandbox/xero/index.ts';
import { CLIENT, REDIRECT, SCOPES, SECRET } from './support.ts';

/**
 * xero-node 20.0.0 as it is. Its hosts are overridden in the ways of facts 8.1: `initialize` of a subclass discovers our issuer, an
 * interceptor on the very axios it loads rewrites the two hard-coded hosts, `basePath` sets the rest.
 */
const load = createRequire(import.meta.url);
const { XeroClient: Library } = load('xero-node') as typeof import('xero-node');
const loadBeside = createRequire(load.resolve('xero-node'));

interface Axios {
  interceptors: {
    request: {
      use: (change: (config: { url?: string }) => object) => number;
      eject: (id: number) => void;
    };
  };
}
interface OpenId {
  Issuer: {
    discover(
      url: string,
    ): Promise<{ Client: new (metadata: object) => XeroClient['openIdClient'] }>;
  };
}
const axios = loadBeside('axios') as Axios;
const { Issuer } = loadBeside('openid-client') as OpenId;

let sandbox: SandboxXero;
let interceptor: number;
beforeAll(async () => {
  // Real time: openid-client compares the id token with the machine's clock.
  sandbox = await startSandboxXero({ dayZero: '2026-11-16', knobs: { limits: false } });
  interceptor = axios.interceptors.request.use((config) => ({
    ...config,
    url: (config.url ?? '').replace(/^https:\/\/(identity|api)\.xero\.com/, sandbox.url),
  }));
});
afterAll(async () => {
  axios.interceptors.request.eject(interceptor);
  await sandbox.close();
});

class LocalClient extends Library {
  override async initialize(): Promise<this> {
    const issuer = await Issuer.discover(sandbox.url);
    this.openIdClient = new issuer.Client({
      client_id: CLIENT,
      client_secret: SECRET,
      redirect_uris: [REDIRECT],
    });
    return this;
  }
}

function newClient(): XeroClient {
  const client = new LocalClient({
    clientId: CLIENT,
    clientSecret: SECRET,
    redirectUris: [REDIRECT],
    scopes: SCOPES.split(' '),
    state: 'state-1',
  });
  client.accountingApi.basePath = `${sandbox.url}/api.xro/2.0`;
  return client;
}

async function openClient(tenantId = TENANT_A): Promise<XeroClient> {
  const client = newClient();
  const { location } = await sandbox.admin.consent({
    url: await client.buildConsentUrl(),
    tenantId,
  });
  await client.apiCallback(location);
  return client;
}

/** Failed calls reject with JSON text (facts: Xero 8.2). */
async function failureOf(
  work: Promise<unknown>,
): Promise<{ statusCode: number; body: unknown; headers: Record<string, string> }> {
  const problem: unknown = await work.then(
    () => 'nothing failed',
    (error: unknown) => error,
  );
  expect(typeof problem).toBe('string');
  return (JSON.parse(String(problem)) as { response: Awaited<ReturnType<typeof failureOf>> })
    .response;
}

describe('xero-node: sign-in and connections', () => {
  it('discovers, exchanges the code, checks the id token and lists the organisation', async () => {
    const client = await openClient();
    const tokens = client.readTokenSet();
    expect(tokens.claims()).toMatchObject({ iss: sandbox.url, email: 'moana@harbourline.example' });
    expect(tokens.scope).toBe(SCOPES);
    await client.updateTenants(false);
    expect(client.tenants).toEqual([
      expect.objectContaining({ tenantId: TENANT_A, tenantName: 'Harbourline Demo Ltd' }),
    ]);
  });

  it('refreshes by either of its two ways', async () => {
    const client = await openClient();
    const first = client.readTokenSet().refresh_token;
    const second = (await client.refreshToken()).refresh_token;
    const third = (await client.refreshWithRefreshToken(CLIENT, SECRET, second)).refresh_token;
    expect(new Set([first, second, third]).size).toBe(3);
  });

  it('sees invalid_grant after the person took access away', async () => {
    const client = await openClient(TENANT_B);
    await sandbox.admin.revokeUser({});
    await expect(client.refreshToken()).rejects.toMatchObject({ error: 'invalid_grant' });
  });

  it('disconnects one organisation and revokes', async () => {
    const client = await openClient();
    await client.updateTenants(false);
    const [tenant] = client.tenants as { id: string }[];
    await client.disconnect(tenant?.id ?? '');
    const refused = await failureOf(client.accountingApi.getOrganisations(TENANT_A));
    expect(refused).toMatchObject({
      statusCode: 403,
      body: { Detail: 'AuthenticationUnsuccessful' },
    });
    const dying = client.readTokenSet();
    await client.revokeToken();
    client.setTokenSet(dying);
    await expect(client.refreshToken()).rejects.toMatchObject({ error: 'invalid_grant' });
  });
});

describe('xero-node: accounting', () => {
  let client: XeroClient;
  beforeAll(async () => {
    client = await openClient();
  });

  const reads: [string, (api: XeroClient['accountingApi']) => Promise<{ body: object }>, string][] =
    [
      ['organisation', (api) => api.getOrganisations(TENANT_A), 'organisations'],
      ['actions', (api) => api.getOrganisationActions(TENANT_A), 'actions'],
      ['reminders', (api) => api.getInvoiceReminders(TENANT_A), 'invoiceReminders'],
      ['accounts', (api) => api.getAccounts(TENANT_A), 'accounts'],
      ['tax rates', (api) => api.getTaxRates(TENANT_A), 'taxRates'],
      ['currencies', (api) => api.getCurrencies(TENANT_A), 'currencies'],
      ['branding themes', (api) => api.getBrandingThemes(TENANT_A), 'brandingThemes'],
      ['contact groups', (api) => api.getContactGroups(TENANT_A), 'contactGroups'],
      ['credit notes', (api) => api.getCreditNotes(TENANT_A), 'creditNotes'],
      ['overpayments', (api) => api.getOverpayments(TENANT_A), 'overpayments'],
      ['prepayments', (api) => api.getPrepayments(TENANT_A), 'prepayments'],
      ['payments', (api) => api.getPayments(TENANT_A), 'payments'],
      ['batch payments', (api) => api.getBatchPayments(TENANT_A), 'batchPayments'],
    ];
  it.each(reads)('reads %s', async (_what, read, name) => {
    const { body } = await read(client.accountingApi);
    expect((body as Record<string, unknown[]>)[name]?.length).toBeGreaterThan(0);
  });

  async function invoiceId(number: string): Promise<string> {
    const { body } = await client.accountingApi.getInvoices(
      TENANT_A,
      undefined,
      undefined,
      undefined,
      undefined,
      [number],
    );
    return body.invoices?.[0]?.invoiceID ?? '';
  }

  it('pages, filters and reads what changed', async () => {
    const api = client.accountingApi;
    const statuses = ['AUTHORISED', 'PAID'];
    const order = 'UpdatedDateUTC ASC';
    const where = 'Type=="ACCREC"';
    const { body, response } = await api.getInvoices(
      ...[TENANT_A, new Date('2026-10-01T00:00:00.000Z'), where, order],
      ...([undefined, undefined, undefined, statuses, 1, false, false, 4, false, 5] as const),
    );
    expect(body.pagination).toMatchObject({ page: 1, pageSize: 5 });
    expect(body.invoices).toHaveLength(5);
    // Dates are Date objects, and the JSON itself is on the response (facts: Xero 8.2).
    expect(body.invoices?.[0]?.date).toBeInstanceOf(Date);
    expect(response.headers['x-minlimit-remaining']).toBeDefined();
  });

  it('finds a contact with its persons and terms', async () => {
    const { body } = await client.accountingApi.getContacts(
      ...([TENANT_A, undefined, 'Name=="Kererū Cafe"', undefined, undefined, 1] as const),
    );
    expect(body.contacts?.[0]).toMatchObject({
      emailAddress: 'accounts@kereru.example',
      contactPersons: [{ firstName: 'Moana', includeInEmails: true }, { firstName: 'Tai' }],
      paymentTerms: { sales: { day: 7 } },
    });
  });

  it('does the four write-backs of facts 3.9', async () => {
    const api = client.accountingApi;
    const id = await invoiceId('INV-0103');
    const marked: Invoices = {
      invoices: [{ invoiceID: id, sentToContact: true, expectedPaymentDate: '2026-12-01' }],
    };
    const { body } = await api.updateInvoice(TENANT_A, id, marked);
    expect(body.invoices?.[0]).toMatchObject({ sentToContact: true, invoiceNumber: 'INV-0103' });
    expect(String(body.invoices?.[0]?.status)).toBe('AUTHORISED');

    const notes: HistoryRecords = { historyRecords: [{ details: 'Reminder sent' }] };
    await api.createInvoiceHistory(TENANT_A, id, notes, 'key-1');
    const history = await api.getInvoiceHistory(TENANT_A, id);
    expect(history.body.historyRecords?.[0]).toMatchObject({
      changes: 'Note',
      user: 'System Generated',
    });

    const found = await api.getContacts(TENANT_A, undefined, 'Name=="Summit Dental"');
    const contactID = found.body.contacts?.[0]?.contactID ?? '';
    const fixed: Contacts = { contacts: [{ contactID, emailAddress: 'new@summit.example' }] };
    const changed = await api.updateContact(TENANT_A, contactID, fixed);
    expect(changed.body.contacts?.[0]).toMatchObject({ emailAddress: 'new@summit.example' });
  });

  it('downloads the PDF and files, and uploads one', async () => {
    const api = client.accountingApi;
    const id = await invoiceId('INV-0104');
    const pdf = await api.getInvoiceAsPdf(TENANT_A, id, { headers: { accept: 'application/pdf' } });
    expect(pdf.body.subarray(0, 5).toString()).toBe('%PDF-');
    const { body } = await api.getInvoiceAttachments(TENANT_A, id);
    const [first] = body.attachments ?? [];
    expect(first).toMatchObject({ fileName: 'delivery-docket.pdf', includeOnline: true });
    const file = await api.getInvoiceAttachmentById(
      TENANT_A,
      id,
      first?.attachmentID ?? '',
      'application/pdf',
    );
    expect(file.body).toHaveLength(first?.contentLength ?? 0);
    const bytes = Buffer.from('%PDF-1.4 proof');
    const headers = { headers: { 'Content-Type': 'application/pdf' } };
    await api.createInvoiceAttachmentByFileName(
      TENANT_A,
      id,
      'proof.pdf',
      bytes,
      true,
      undefined,
      headers,
    );
    const back = await api.getInvoiceAttachmentByFileName(
      TENANT_A,
      id,
      'proof.pdf',
      'application/pdf',
    );
    expect(back.body.equals(bytes)).toBe(true);
  });

  it('pays, deletes the payment, allocates credit and takes it off again', async () => {
    const api = client.accountingApi;
    const invoiceID = await invoiceId('INV-0115');
    const payment: Payment = {
      invoice: { invoiceID },
      account: { code: '090' },
      date: '2026-11-16',
      amount: 15,
    };
    const paid = await api.createPayment(TENANT_A, payment);
    const paymentID = paid.body.payments?.[0]?.paymentID ?? '';
    const gone = await api.deletePayment(TENANT_A, paymentID, { status: 'DELETED' });
    expect(String(gone.body.payments?.[0]?.status)).toBe('DELETED');
    const notes = await api.getCreditNotes(TENANT_A, undefined, 'CreditNoteNumber=="CN-0012"');
    const creditNoteID = notes.body.creditNotes?.[0]?.creditNoteID ?? '';
    const wanted = { allocations: [{ invoice: { invoiceID }, amount: 10, date: '2026-11-16' }] };
    const made = await api.createCreditNoteAllocation(TENANT_A, creditNoteID, wanted);
    const allocationID = made.body.allocations?.[0]?.allocationID ?? '';
    const removed = await api.deleteCreditNoteAllocations(TENANT_A, creditNoteID, allocationID);
    expect(removed.body).toMatchObject({ isDeleted: true });
  });

  it('mails an invoice and shows its online version, except of a demo company', async () => {
    await openClient(TENANT_B);
    const api = client.accountingApi;
    const { body } = await api.getInvoices(TENANT_B, undefined, undefined, undefined, undefined, [
      'TF-2001',
    ]);
    const id = body.invoices?.[0]?.invoiceID ?? '';
    const mailed = await api.emailInvoice(TENANT_B, id, {});
    expect(mailed.response.status).toBe(204);
    const online = await api.getOnlineInvoice(TENANT_B, id);
    expect(online.body.onlineInvoices?.[0]?.onlineInvoiceUrl).toMatch(/^https:\/\/in\.xero\.com\//);
    const refused = await failureOf(api.emailInvoice(TENANT_A, await invoiceId('INV-0104'), {}));
    expect(refused.statusCode).toBe(400);
  });

  it('rejects with the text of a validation error', async () => {
    const id = await invoiceId('INV-0101');
    const draft: Invoices = { invoices: [{ invoiceID: id, sentToContact: true }] };
    const refused = await failureOf(client.accountingApi.updateInvoice(TENANT_A, id, draft));
    expect(refused).toMatchObject({
      statusCode: 400,
      body: { ErrorNumber: 10, Type: 'ValidationException', Elements: [{ InvoiceID: id }] },
    });
  });

  it('rejects a throttled call with its headers', async () => {
    await sandbox.admin.addFault({ kind: 'throttle', target: 'data' });
    const refused = await failureOf(client.accountingApi.getOrganisations(TENANT_A));
    expect(refused).toMatchObject({
      statusCode: 429,
      headers: { 'x-rate-limit-problem': 'minute', 'retry-after': '60' },
    });
  });
});
