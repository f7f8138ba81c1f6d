import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { REALM_A, REALM_B, REALM_C, REALM_D } from '../../sandbox/quickbooks/index.ts';
import { until, Visitor } from '../../scripts/support/visitor.ts';
import { Browser } from '../support/browser.ts';
import { lastSyncIs, openFlowHouse, untilQuiet, type FlowHouse } from './flow-house.ts';

let flow: FlowHouse;
beforeAll(async () => {
  flow = await openFlowHouse({ redisDb: 2 });
}, 90_000);
afterAll(() => flow.close());
afterEach(async () => {
  await flow.quickBooks.admin.clearFaults({});
  await flow.quickBooks.admin.setKnobs({ latencyMs: 0 });
});

/** Starts connecting and answers Intuit's consent page; the address that leads back is not opened yet. */
async function consentOf(
  browser: Browser,
  answer: { realmId?: string; approve?: boolean; person?: string } = {},
): Promise<URL> {
  const started = await browser.send('/connect/quickbooks/start?intent=connect');
  const url = started.headers.get('location') ?? '';
  const { location } = await flow.quickBooks.admin.consent({ url, realmId: REALM_B, ...answer });
  return new URL(location);
}

async function arriveWith(browser: Browser, back: URL): Promise<string> {
  const response = await browser.send(`${back.pathname}${back.search}`);
  return response.headers.get('location') ?? '';
}

/** Whether the page for problems with connecting has words for it. */
async function hasTexts(code: string): Promise<boolean> {
  const catalogue = await readFile(
    new URL('../../client/locales/en.json', import.meta.url),
    'utf8',
  );
  return catalogue.includes(`"${code}":`);
}

const organisations = async () =>
  (await flow.database.query<{ id: string }>('select id from organisation')).length;

describe('a consent that does not come about', () => {
  it.each([
    [
      'was refused by the person',
      'consent-refused',
      (browser: Browser) => consentOf(browser, { approve: false }),
    ],
    [
      'comes back with a state that was never given out',
      'state-wrong',
      async (browser: Browser) => withParameter(await consentOf(browser), 'state', 'made-up'),
    ],
    [
      'comes back without a code',
      'code-used',
      async (browser: Browser) => withParameter(await consentOf(browser), 'code', ''),
    ],
    [
      'comes back with a code that was used before',
      'code-used',
      async (browser: Browser) => {
        const other = new Browser(flow.house.baseUrl);
        const used = await consentOf(other, { realmId: REALM_D });
        await arriveWith(other, used);
        const code = used.searchParams.get('code') ?? '';
        return withParameter(await consentOf(browser), 'code', code);
      },
    ],
    [
      'was given by somebody whose address is not verified',
      'email-unverified',
      (browser: Browser) => consentOf(browser, { person: 'robin@alder.example' }),
    ],
  ])(
    'because it %s ends on a page that says so, with nobody signed in',
    async (_name, code, consent) => {
      const browser = new Browser(flow.house.baseUrl);
      const back = await consent(browser);
      const before = await organisations();
      const place = await arriveWith(browser, back);
      expect(place).toBe(`/connect/problem?code=${code}&books=quickbooks`);
      expect(await hasTexts(code)).toBe(true);
      expect((await browser.json('/me')).status).toBe(401);
      expect(await organisations()).toBe(before);
    },
  );
});

function withParameter(address: URL, name: string, value: string): URL {
  const changed = new URL(address);
  changed.searchParams.set(name, value);
  return changed;
}

describe('books that fail during the first sync', () => {
  it('once with each kind of failure are asked again, and nothing is missing', async () => {
    const faults = [
      { kind: 'drop', path: 'batch' },
      { kind: 'status', status: 500, path: 'from Term' },
      { kind: 'truncate', path: 'from Customer' },
      { kind: 'html', path: 'from Invoice' },
    ] as const;
    for (const fault of faults) await flow.quickBooks.admin.addFault(fault);
    const visitor = new Visitor(flow.house);
    await visitor.connect(REALM_A);
    const organisation = await lastSyncIs(visitor, 'done');
    expect(organisation.lastSync).toMatchObject({ type: 'import', unreadable: 0, errorCode: '' });
    expect((await visitor.call('GET /o/:org/invoices', {})).counts.all).toBe(20);
    expect(await flow.quickBooks.admin.faults()).toEqual({ rules: [] });
  });

  it('with 429 say until when they ask to wait', async () => {
    await flow.quickBooks.admin.addFault({ kind: 'throttle', path: 'from Customer' });
    const visitor = new Visitor(flow.house);
    await visitor.connect(REALM_B);
    const organisation = await lastSyncIs(visitor, 'waiting');
    expect(organisation.lastSync).toMatchObject({ errorCode: 'quickbooks.throttled' });
    const waitMs = Date.parse(organisation.lastSync?.waitingUntil ?? '') - Date.now();
    expect(waitMs).toBeGreaterThan(0);
    expect(organisation.syncedAt).toBeNull();
    expect(organisation.connection?.state).toBe('live');
  });

  it('because the owner disconnects in the middle keep what came, say so, and go on after reconnecting (E58)', async () => {
    await flow.quickBooks.admin.setKnobs({ latencyMs: 250 });
    const visitor = new Visitor(flow.house);
    await visitor.connect(REALM_C);
    await until('the first invoices', async () => {
      const [run] =
        (await visitor.call('GET /o/:org', {})).lastSync?.progress.filter(
          ({ kind, done }) => kind === 'invoices' && done > 0,
        ) ?? [];
      return run !== undefined;
    });
    await flow.quickBooks.admin.disconnect({ realmId: REALM_C });
    const stopped = await lastSyncIs(visitor, 'failed');
    expect(stopped.connection).toMatchObject({ state: 'needs-reconnect' });
    expect(stopped.lastSync?.errorCode).toMatch(/^quickbooks\./);
    const kept = (await visitor.call('GET /o/:org/invoices', {})).counts.all;
    expect(kept).toBeGreaterThan(0);
    expect(kept).toBeLessThan(2500);

    await flow.quickBooks.admin.setKnobs({ latencyMs: 0 });
    const org = visitor.organisationId;
    await visitor.connect(REALM_C);
    expect(visitor.organisationId).toBe(org);
    const organisation = await lastSyncIs(visitor, 'done');
    expect(organisation.connection).toMatchObject({ state: 'live' });
    expect((await visitor.call('GET /o/:org/invoices', {})).counts.all).toBe(2500);
    const kinds = (await visitor.call('GET /o/:org/activity', {})).rows.map(({ kind }) => kind);
    expect(kinds).toEqual(
      expect.arrayContaining(['connection.lost', 'sync.failed', 'sync.finished']),
    );
  });
});

describe('through all of it', () => {
  it('nothing was sent, and no work was given up', async () => {
    await untilQuiet(flow);
    expect(await flow.mailbox.messages()).toEqual([]);
    expect(await flow.database.query(`select name from outbox where state = 'failed'`)).toEqual([]);
  });
});
