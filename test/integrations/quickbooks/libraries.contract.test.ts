import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import OAuthClient from 'intuit-oauth';
import QuickBooks from 'node-quickbooks';
import {
  REALM_A,
  startSandboxQuickBooks,
  type SandboxQuickBooks,
} from '../../../sandbox/quickbooks/index.ts';

/**
 * Intuit's two libraries as they are published, by their own calls and without our guard around them: what they understand is what
 * QuickBooks says, so the sandbox that our other tests stand on says it too (facts: QuickBooks 9). The calls that the adapter itself
 * makes are in `test/sandbox/quickbooks/libraries.test.ts` as well; here are the others.
 */
let sandbox: SandboxQuickBooks;
let oauth: OAuthLibrary;
let entities: EntityLibrary;

interface Answer {
  json: Record<string, unknown>;
  status: number;
}

interface OAuthLibrary {
  setAuthorizeURLs(urls: Record<string, string>): void;
  authorizeUri(options: { scope: string[]; state: string }): string;
  createToken(address: string): Promise<Answer>;
  refresh(): Promise<Answer>;
  isAccessTokenValid(): boolean;
  getToken(): Record<string, unknown>;
  makeApiCall(call: { url: string; method?: string; body?: object }): Promise<Answer>;
  revoke(): Promise<Answer>;
}

type Body = Record<string, unknown>;
type EntityLibrary = Record<string, (...parts: unknown[]) => void>;

beforeAll(async () => {
  // Real time: intuit-oauth looks at the machine's clock.
  sandbox = await startSandboxQuickBooks({ dayZero: '2026-11-16', knobs: { throttle: false } });
  oauth = openOAuth();
  const { location } = await sandbox.admin.consent({
    url: oauth.authorizeUri({ scope: ['com.intuit.quickbooks.accounting', 'openid'], state: 's' }),
  });
  await oauth.createToken(location);
  entities = openEntities(String(oauth.getToken()['access_token']));
});
afterAll(() => sandbox.close());

function openOAuth(): OAuthLibrary {
  const Library = OAuthClient as unknown as new (config: object) => OAuthLibrary;
  const client = new Library({
    clientId: 'sandbox-client-id',
    clientSecret: 'sandbox-client-secret',
    redirectUri: 'http://localhost:3999/callback',
    environment: 'sandbox',
    includeRefreshTokenHardExpiresIn: true,
  });
  client.setAuthorizeURLs({
    authorizeEndpoint: `${sandbox.url}/connect/oauth2`,
    tokenEndpoint: `${sandbox.url}/oauth2/v1/tokens/bearer`,
    revokeEndpoint: `${sandbox.url}/v2/oauth2/tokens/revoke`,
    userInfoEndpoint: `${sandbox.url}/v1/openid_connect/userinfo`,
  });
  return client;
}

function openEntities(token: string): EntityLibrary {
  const Library = QuickBooks as unknown as new (config: object) => { endpoint: string };
  const made = new Library({
    consumerKey: 'sandbox-client-id',
    consumerSecret: 'sandbox-client-secret',
    token,
    tokenSecret: false,
    realmId: REALM_A,
    useSandbox: true,
    debug: false,
    minorversion: 75,
    oauthversion: '2.0',
    refreshToken: null,
  });
  made.endpoint = `${sandbox.url}/v3/company/`;
  return made as unknown as EntityLibrary;
}

function ask(method: string, ...parts: unknown[]): Promise<Body> {
  return new Promise((resolve, reject) => {
    const done = (error: unknown, body: unknown) => (error ? reject(error) : resolve(body as Body));
    entities[method]?.(...parts, done);
  });
}

const faultOf = (code: string) => ({ response: { data: { Fault: { Error: [{ code }] } } } });

describe('intuit-oauth as it is published', () => {
  it('calls the data API with its own token, and understands a fault', async () => {
    const url = `${sandbox.url}/v3/company/${REALM_A}`;
    const found = await oauth.makeApiCall({ url: `${url}/query?query=select count(*) from Term` });
    expect(found.json).toMatchObject({ QueryResponse: { totalCount: 7 } });
    const written = oauth.makeApiCall({
      url: `${url}/customer`,
      method: 'POST',
      body: { Id: '1', SyncToken: '99', sparse: true, CompanyName: 'x' },
    });
    await expect(written).rejects.toMatchObject({
      code: '5010',
      intuitTid: expect.any(String),
      fault: { type: 'ValidationFault' },
    });
  });

  it('refreshes by what it keeps, and hears of the end that no refresh moves', async () => {
    const { json } = await oauth.refresh();
    expect(json).toMatchObject({
      expires_in: 3600,
      x_refresh_token_expires_in: expect.any(Number),
    });
    expect(json['x_refresh_token_hard_expires_in']).toBeGreaterThan(100_000_000);
    expect(oauth.isAccessTokenValid()).toBe(true);
    entities = openEntities(String(json['access_token']));
  });
});

describe('node-quickbooks as it is published', () => {
  it.each([
    ['findPayments', 'Payment', 7],
    ['findCreditMemos', 'CreditMemo', 2],
    ['findTerms', 'Term', 7],
    ['findCustomers', 'Customer', 12],
    ['findInvoices', 'Invoice', 20],
    ['findAttachables', 'Attachable', 7],
  ])('%s brings every live %s', async (method, entity, count) => {
    const { QueryResponse } = await ask(method, { fetchAll: true });
    expect((QueryResponse as Record<string, unknown[]>)[entity]).toHaveLength(count);
  });

  it('brings inactive customers when asked for both, as a list of truths', async () => {
    const { QueryResponse } = await ask('findCustomers', [
      { field: 'Active', value: [true, false], operator: 'IN' },
    ]);
    expect((QueryResponse as Record<string, unknown[]>)['Customer']).toHaveLength(13);
  });

  it('changes a customer’s address sparse, and is told of a bad one', async () => {
    const customer = await ask('getCustomer', '4');
    const { Id, SyncToken } = customer;
    const PrimaryEmailAddr = { Address: 'marisol@quinones.example' };
    const written = await ask('updateCustomer', { Id, SyncToken, PrimaryEmailAddr });
    expect(written).toMatchObject({ PrimaryEmailAddr, DisplayName: customer['DisplayName'] });
    const bad = { Id, SyncToken: written['SyncToken'], PrimaryEmailAddr: { Address: 'no one' } };
    await expect(ask('updateCustomer', bad)).rejects.toMatchObject(faultOf('2210'));
  });

  it('sets "attach to e-mail" of a file by a full update', async () => {
    const file = await ask('getAttachable', '5000000000000000012');
    const [link] = file['AttachableRef'] as Body[];
    const AttachableRef = [{ ...link, IncludeOnSend: true }];
    const written = await ask('updateAttachable', { ...file, sparse: false, AttachableRef });
    expect(written).toMatchObject({ AttachableRef: [{ IncludeOnSend: true }] });
  });

  it('voids a payment, which opens the invoice again', async () => {
    const payment = await ask('getPayment', '202');
    await ask('voidPayment', { Id: payment['Id'], SyncToken: payment['SyncToken'] });
    expect(await ask('getPayment', '202')).toMatchObject({ TotalAmt: 0 });
    expect(await ask('getInvoice', '109')).toMatchObject({ Balance: 300 });
  });

  it('captures a deletion, and reads what is gone as a fault', async () => {
    await ask('deleteInvoice', '104');
    await expect(ask('getInvoice', '104')).rejects.toMatchObject(faultOf('610'));
    const since = new Date(Date.now() - 60_000);
    const captured = await ask('changeDataCapture', 'Invoice,CreditMemo', since.toISOString());
    expect(captured).toMatchObject({
      CDCResponse: [{ QueryResponse: [{ Invoice: expect.any(Array) }, {}] }],
    });
    expect(JSON.stringify(captured)).toContain('"status":"Deleted","Id":"104"');
  });

  it('runs a batch whose parts fail by themselves', async () => {
    const { BatchItemResponse } = await ask('batch', [
      { bId: 'a', Query: 'select count(*) from CreditMemo' },
      { bId: 'b', operation: 'update', Customer: { Id: '1', SyncToken: '99', sparse: true } },
    ]);
    expect(BatchItemResponse).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ bId: 'a', QueryResponse: { totalCount: 2 } }),
        expect.objectContaining({ bId: 'b', Fault: expect.objectContaining({}) }),
      ]),
    );
  });

  it('is refused once intuit-oauth has revoked the grant', async () => {
    await oauth.revoke();
    await expect(ask('findTerms')).rejects.toMatchObject({ response: { status: 401 } });
  });
});
