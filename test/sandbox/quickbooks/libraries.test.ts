import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Readable } from 'node:stream';
import OAuthClient from 'intuit-oauth';
import QuickBooks from 'node-quickbooks';
import type { SandboxQuickBooks } from '../../../sandbox/quickbooks/index.ts';
import { REALM_A, startSandboxQuickBooks } from '../../../sandbox/quickbooks/index.ts';
import type { JsonObject } from '../../../sandbox/kit/json.ts';
import { asList, at } from '../../../sandbox/kit/json.ts';
import { CLIENT, REDIRECT, SECRET, connect } from './support.ts';

let sandbox: SandboxQuickBooks;
beforeAll(async () => {
  // Real time: intuit-oauth compares the id token with the machine's clock.
  sandbox = await startSandboxQuickBooks({ dayZero: '2026-11-16', knobs: { throttle: false } });
});
afterAll(() => sandbox.close());

/** What the untyped library offers, as far as these tests call it. */
interface OAuthLibrary {
  setAuthorizeURLs(urls: Record<string, string>): void;
  authorizeUri(options: { scope: string[]; state: string }): string;
  createToken(url: string): Promise<{ json: JsonObject }>;
  refreshUsingToken(token: string): Promise<{ json: JsonObject }>;
  validateIdToken(): Promise<boolean>;
  getUserInfo(): Promise<{ json: JsonObject }>;
  revoke(): Promise<unknown>;
}

function oauthLibrary(): OAuthLibrary {
  const Client = OAuthClient as unknown as (new (config: object) => OAuthLibrary) & {
    jwks_uri: string;
  };
  Client.jwks_uri = `${sandbox.url}/op/v1/jwks`;
  const client = new Client({
    clientId: CLIENT,
    clientSecret: SECRET,
    redirectUri: REDIRECT,
    environment: 'sandbox',
  });
  client.setAuthorizeURLs({
    authorizeEndpoint: `${sandbox.url}/connect/oauth2`,
    tokenEndpoint: `${sandbox.url}/oauth2/v1/tokens/bearer`,
    revokeEndpoint: `${sandbox.url}/v2/oauth2/tokens/revoke`,
    userInfoEndpoint: `${sandbox.url}/v1/openid_connect/userinfo`,
  });
  return client;
}

describe('intuit-oauth, unmodified', () => {
  const scope = ['com.intuit.quickbooks.accounting', 'openid', 'profile', 'email'];

  it('connects, checks the id token, reads the person, refreshes and revokes', async () => {
    const client = oauthLibrary();
    const { location } = await sandbox.admin.consent({
      url: client.authorizeUri({ scope, state: 's-1' }),
    });
    const { json } = await client.createToken(location);
    expect(json).toMatchObject({ token_type: 'bearer', expires_in: 3600 });
    expect(await client.validateIdToken()).toBe(true);
    expect((await client.getUserInfo()).json).toMatchObject({
      email: 'pat@alder.example',
      emailVerified: true,
    });
    const refreshed = await client.refreshUsingToken(String(json['refresh_token']));
    expect(refreshed.json['refresh_token']).toBe(json['refresh_token']);
    await client.revoke();
    await expect(client.refreshUsingToken(String(json['refresh_token']))).rejects.toMatchObject({
      error: 'invalid_grant',
    });
  });

  it('sees invalid_grant for a code used twice', async () => {
    const client = oauthLibrary();
    const { location } = await sandbox.admin.consent({
      url: client.authorizeUri({ scope, state: 's-2' }),
    });
    await client.createToken(location);
    await expect(client.createToken(location)).rejects.toMatchObject({ error: 'invalid_grant' });
  });
});

type Done = (error: unknown, answer: unknown) => void;
type Library = Record<string, (...parts: unknown[]) => void>;

/** The library keeps its endpoint on the object and answers by callback; its published types differ from its code. */
function openLibrary(access: string): Library {
  const config = {
    consumerKey: CLIENT,
    consumerSecret: SECRET,
    token: access,
    tokenSecret: false,
    realmId: REALM_A,
  };
  const more = {
    useSandbox: true,
    debug: false,
    minorversion: 75,
    oauthversion: '2.0',
    refreshToken: null,
  };
  const Constructor = QuickBooks as unknown as new (config: object) => { endpoint: string };
  const made = new Constructor({ ...config, ...more });
  made.endpoint = `${sandbox.url}/v3/company/`;
  return made as unknown as Library;
}

describe('node-quickbooks, unmodified', () => {
  let library: Library;
  beforeAll(async () => {
    library = openLibrary((await connect(sandbox)).access);
  });

  function ask(method: string, ...parts: unknown[]): Promise<JsonObject> {
    return new Promise((resolve, reject) => {
      const done: Done = (error, answer) => (error ? reject(error) : resolve(answer as JsonObject));
      library[method]?.(...parts, done);
    });
  }

  it('finds invoices by criteria, all of them and counted', async () => {
    const criteria = [
      { field: 'Balance', value: '1000', operator: '>' },
      { field: 'asc', value: 'Id' },
    ];
    const some = await ask('findInvoices', criteria);
    const ids = asList(at(some, 'QueryResponse', 'Invoice')).map((invoice) => invoice['Id']);
    expect(ids).toEqual(['105', '106', '107', '108']);
    const all = await ask('findInvoices', [
      { field: 'fetchAll', value: true },
      { field: 'limit', value: 7 },
    ]);
    expect(asList(at(all, 'QueryResponse', 'Invoice'))).toHaveLength(20);
    expect(at(await ask('findInvoices', { count: true }), 'QueryResponse', 'totalCount')).toBe(20);
  });

  it('finds a name with an apostrophe, and attachables', async () => {
    const found = await ask('findCustomers', { DisplayName: "O'Dell Dental Group" });
    expect(asList(at(found, 'QueryResponse', 'Customer'))[0]?.['Id']).toBe('3');
    const where = [
      { field: 'AttachableRef.EntityRef.Type', value: 'Invoice' },
      { field: 'AttachableRef.EntityRef.value', value: '107' },
    ];
    const files = await ask('findAttachables', where);
    expect(asList(at(files, 'QueryResponse', 'Attachable'))[0]?.['FileName']).toBe('big.pdf');
  });

  it('reads and updates an invoice; a stale version is code 5010', async () => {
    const invoice = await ask('getInvoice', '103');
    expect(invoice).toMatchObject({ DocNumber: '1003', SyncToken: '1' });
    const updated = await ask('updateInvoice', {
      Id: '103',
      SyncToken: '1',
      EmailStatus: 'EmailSent',
      requestId: 'nq-1',
    });
    expect(updated).toMatchObject({ EmailStatus: 'EmailSent', SyncToken: '2', DocNumber: '1003' });
    const stale = ask('updateInvoice', { Id: '103', SyncToken: '1', PrivateNote: 'late' });
    await expect(stale).rejects.toMatchObject({
      response: {
        status: 400,
        data: { Fault: { Error: [{ code: '5010' }], type: 'ValidationFault' } },
      },
    });
  });

  it('fetches the PDF as bytes', async () => {
    const pdf = (await ask('getInvoicePdf', '101')) as unknown as Buffer;
    expect(Buffer.from(pdf).subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('captures changes and runs a batch', async () => {
    const since = new Date(Date.now() - 86_400_000);
    await sandbox.admin.touchInvoices({ realmId: REALM_A, ids: ['101'] });
    const changed = await ask('changeDataCapture', ['Invoice', 'Term'], since);
    expect(asList(at(asList(changed['CDCResponse'])[0], 'QueryResponse'))).toHaveLength(2);
    const batch = await ask('batch', [{ bId: '1', Query: 'select count(*) from Invoice' }]);
    expect(at(asList(batch['BatchItemResponse'])[0], 'QueryResponse', 'totalCount')).toBe(20);
  });

  it('uploads a file and links it', async () => {
    const uploaded = await ask(
      'upload',
      'plan.txt',
      'text/plain',
      Readable.from(['hello']),
      'Invoice',
      '101',
    );
    expect(uploaded).toMatchObject({
      FileName: 'plan.txt',
      Size: 5,
      AttachableRef: [{ EntityRef: { type: 'Invoice', value: '101' } }],
    });
  });

  it('sends, reads company and preferences, deletes a payment', async () => {
    expect(await ask('sendInvoicePdf', '101', 'a@b.example')).toMatchObject({
      EmailStatus: 'EmailSent',
    });
    expect(await ask('getCompanyInfo', REALM_A)).toMatchObject({
      CompanyName: 'Alderbrook Field Services LLC',
    });
    expect(at(await ask('getPreferences'), 'CurrencyPrefs', 'MultiCurrencyEnabled')).toBe(true);
    expect(at(await ask('deletePayment', '203'), 'Payment', 'status')).toBe('Deleted');
  });
});
