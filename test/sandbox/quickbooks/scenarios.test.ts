import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { SandboxQuickBooks } from '../../../sandbox/quickbooks/index.ts';
import { REALM_A, REALM_C } from '../../../sandbox/quickbooks/index.ts';
import type { JsonObject } from '../../../sandbox/kit/json.ts';
import { asList, asText, at } from '../../../sandbox/kit/json.ts';
import type { Answer, Tokens } from './support.ts';
import {
  Books,
  Receiver,
  call,
  connect,
  faultCode,
  openBooks,
  postToken,
  startOnDayZero,
} from './support.ts';

const FOLDER = fileURLToPath(new URL('../../../sandbox/quickbooks/scenarios/', import.meta.url));
const files = readdirSync(FOLDER).map((name) => name.replace(/\.json$/, ''));

function scenarioIn(file: string): JsonObject {
  return JSON.parse(readFileSync(`${FOLDER}${file}.json`, 'utf8')) as JsonObject;
}

interface World {
  sandbox: SandboxQuickBooks;
  receiver: Receiver;
  tokens: Tokens;
  books: Books;
}

let world: World;
let started: number;
beforeEach(async () => {
  const receiver = await Receiver.start();
  const sandbox = await startOnDayZero({ webhookUrl: receiver.url });
  const tokens = await connect(sandbox);
  started = Date.parse((await sandbox.admin.clock()).now);
  world = { sandbox, receiver, tokens, books: new Books(sandbox, tokens.access) };
});
afterEach(async () => {
  await world.sandbox.close();
  await world.receiver.close();
});

const refresh = ({ sandbox, tokens }: World): Promise<Answer> =>
  postToken(sandbox, { grant_type: 'refresh_token', refresh_token: tokens.refresh });

const read = ({ books }: World, id = '101'): Promise<Answer> => books.request(`/invoice/${id}`);

async function verbs({ sandbox, receiver }: World): Promise<string[]> {
  await sandbox.admin.flushWebhooks();
  return receiver.received.flatMap(({ events }) => events.map((event) => asText(event['type'])));
}

async function changed(books: Books, kinds: string): Promise<JsonObject[]> {
  const since = encodeURIComponent(new Date(started).toISOString());
  const { json } = await books.request(`/cdc?entities=${kinds}&changedSince=${since}`);
  const [response] = asList(json['CDCResponse']);
  return asList(response?.['QueryResponse']).flatMap((one) =>
    Object.values(one).flatMap((rows) => asList(rows)),
  );
}

const markSent = (books: Books, id: string, SyncToken: string): Promise<Answer> =>
  books.post('/invoice', {
    Id: id,
    SyncToken,
    sparse: true,
    EmailStatus: 'EmailSent',
    DeliveryInfo: { DeliveryType: 'Email', DeliveryTime: '2026-11-16T09:15:00' },
  });

/** What the application on the other side notices, by scenario. */
const outcomes: Record<string, [look: (world: World) => Promise<unknown>, seen: unknown]> = {
  'refresh-rotation': [
    async (w) => [(await refresh(w)).status, asText((await refresh(w)).json['error'])],
    [200, 'invalid_grant'],
  ],
  'refresh-answer-lost': [
    async (w) => [await refresh(w).catch(() => 'lost'), asText((await refresh(w)).json['error'])],
    ['lost', 'invalid_grant'],
  ],
  'disconnected-in-quickbooks': [
    async (w) => [asText((await refresh(w)).json['error']), await verbs(w)],
    ['invalid_grant', []],
  ],
  'another-administrator': [
    async ({ sandbox }) => (await sandbox.admin.scenario()).played.map((step) => step.do),
    ['consent', 'consent'],
  ],
  'absolute-life-ends': [
    async ({ sandbox, tokens }) => {
      const headers = { 'x-include-refresh-token-hard-expires-in': 'true' };
      const form = { grant_type: 'refresh_token', refresh_token: tokens.refresh };
      const { json } = await postToken(sandbox, form, headers);
      return Number(json['x_refresh_token_hard_expires_in']) <= 20 * 86_400;
    },
    true,
  ],
  'token-dies-mid-sweep': [
    async (w) => [(await read(w)).status, (await refresh(w)).status],
    [401, 200],
  ],
  'throttled-json': [
    async (w) => {
      const { status, headers, json } = await read(w);
      return [status, headers.get('retry-after'), asList(at(json, 'fault', 'error')).length];
    },
    [429, '60', 1],
  ],
  'throttled-xml': [
    async (w) => {
      const { status, headers, text } = await read(w);
      return [status, headers.get('retry-after'), text.startsWith('<?xml')];
    },
    [429, null, true],
  ],
  'monthly-block': [async (w) => (await read(w)).status, 429],
  'edited-before-mark-sent': [
    async ({ books }) => faultCode(await markSent(books, '101', '3')),
    '5010',
  ],
  'gone-before-write': [
    async ({ books }) => [
      faultCode(await markSent(books, '101', '3')),
      faultCode(await markSent(books, '102', '1')),
      (await books.invoice('103'))['Balance'],
    ],
    ['5010', '610', 0],
  ],
  'delivery-info-ignored': [
    async ({ books }) => {
      const invoice = at((await markSent(books, '103', '1')).json, 'Invoice') as JsonObject;
      return [invoice['EmailStatus'], invoice['DeliveryInfo']];
    },
    ['EmailSent', undefined],
  ],
  'address-of-101-characters': [
    async ({ books }) => {
      const Address = `${'a'.repeat(101 - '@clinic.example'.length)}@clinic.example`;
      const body = { Id: '11', SyncToken: '1', sparse: true, PrimaryEmailAddr: { Address } };
      return [Address.length, faultCode(await books.post('/customer', body))];
    },
    [101, '2050'],
  ],
  'webhook-burst': [
    async (w) => {
      await verbs(w);
      const [body] = w.receiver.received;
      const realms = new Set(body?.events.map((event) => event['intuitaccountid']));
      return [body?.events.length, realms.size, Number(body?.body.length) > 880_000];
    },
    [100, 3, true],
  ],
  'doubled-and-out-of-order': [
    async (w) => {
      await verbs(w);
      return w.receiver.received.map(({ events }) => events.map((one) => one['intuitentityid']));
    },
    [
      ['102', '101'],
      ['102', '101'],
    ],
  ],
  'legacy-webhooks': [
    async (w) => {
      await verbs(w);
      return Object.keys(JSON.parse(w.receiver.received[0]?.body ?? '{}') as JsonObject);
    },
    ['eventNotifications'],
  ],
  'void-and-voided': [
    async (w) => (await verbs(w)).filter((verb) => verb.includes('.void')).sort(),
    ['qbo.invoice.void.v1', 'qbo.invoice.voided.v1'],
  ],
  'wrong-signature': [
    async (w) => {
      await verbs(w);
      return w.receiver.received[0]?.signature.length;
    },
    44,
  ],
  'receiver-down-for-a-day': [
    async (w) => {
      const rows = await changed(await openBooks(w.sandbox), 'Invoice');
      return [await verbs(w), rows.map((row) => [row['Id'], row['status']])];
    },
    [
      [],
      [
        ['101', undefined],
        ['103', 'Deleted'],
      ],
    ],
  ],
  'changes-overflow': [
    async ({ sandbox }) => (await changed(await openBooks(sandbox, REALM_C), 'Invoice')).length,
    1000,
  ],
  'outage-of-31-days': [
    async (w) => {
      const books = await openBooks(w.sandbox);
      const ids = await books.ids("select * from Invoice where Id in ('103')");
      const now = Date.parse((await w.sandbox.admin.clock()).now);
      const since = new Date(now - 30 * 86_400_000 + 1000).toISOString();
      const { text } = await books.request(`/cdc?entities=Invoice&changedSince=${since}`);
      return [await verbs(w), ids, text.includes('Deleted')];
    },
    [[], [], false],
  ],
  'customer-merged': [
    async (w) => {
      const merged = (await verbs(w)).filter((verb) => verb.endsWith('merged.v1'));
      return [merged, faultCode(await w.books.request('/customer/12'))];
    },
    [['qbo.customer.merged.v1'], '610'],
  ],
  'customer-deactivated': [
    async ({ sandbox }) => (await openBooks(sandbox)).ids("select * from Customer where Id = '12'"),
    [],
  ],
  'late-attachment': [
    async (w) => {
      const books = await openBooks(w.sandbox);
      const where =
        "AttachableRef.EntityRef.Type = 'Invoice' and AttachableRef.EntityRef.value = '104'";
      return [await verbs(w), (await books.ids(`select * from Attachable where ${where}`)).length];
    },
    [[], 1],
  ],
  'download-expired': [
    async ({ sandbox, books }) => {
      const { json } = await books.query(
        "select * from Attachable where Id = '5000000000000000011'",
      );
      const [file] = asList(at(json, 'QueryResponse', 'Attachable'));
      await sandbox.admin.advanceClock({ seconds: 901 });
      const { status, text } = await call(asText(file?.['TempDownloadUri']));
      return [status, text.includes('Request has expired')];
    },
    [403, true],
  ],
  'own-write-echoed': [
    async (w) => {
      await markSent(w.books, '103', '1');
      return verbs(w);
    },
    ['qbo.invoice.updated.v1'],
  ],
  'term-changed': [verbs, ['qbo.term.updated.v1']],
  'minute-of-503': [async (w) => (await read(w)).status, 200],
  'html-error-page': [
    async (w) => {
      const { status, headers } = await read(w);
      return [status, headers.get('content-type')?.startsWith('text/html')];
    },
    [503, true],
  ],
};

describe('a scenario', () => {
  it('exists for every outcome below, and the other way round', () => {
    expect(files.sort()).toEqual(Object.keys(outcomes).sort());
  });

  it.each(files)('%s plays to its end, and the application sees what it should', async (file) => {
    const { admin } = world.sandbox;
    await admin.playScenario({ scenario: scenarioIn(file), file: `${file}.json` });
    const { waiting, problem } = await admin.advance();
    expect([waiting, problem]).toEqual([[], null]);
    const [look, seen] = outcomes[file] ?? [];
    expect(await look?.(world)).toEqual(seen);
  });

  it('plays its steps at their own moments, as the clock passes', async () => {
    const { admin } = world.sandbox;
    await admin.playScenario({
      scenario: {
        name: 'days',
        company: REALM_A,
        start: '2026-12-01T00:00:00Z',
        steps: [
          { at: 'day 1', do: 'editInvoice', with: { id: '101', changes: { PrivateNote: 'a' } } },
          { at: '+2h', do: 'deleteInvoice', with: { id: '102' } },
          { at: '2027-01-01T00:00:00Z', do: 'clock' },
        ],
      },
    });
    const half = await admin.advance({ days: 2 });
    expect(half.played.map(({ at: moment }) => moment.slice(0, 16))).toEqual([
      '2026-12-02T00:00',
      '2026-12-02T02:00',
    ]);
    expect(half.now).toMatch(/^2026-12-03T00:00/);
    expect((await admin.advance()).now).toMatch(/^2027-01-01/);
  });

  it('plays what a plain jump of the clock has passed', async () => {
    const { admin } = world.sandbox;
    const steps = [{ at: '+1h', do: 'deleteInvoice', with: { id: '102' } }];
    await admin.playScenario({ scenario: { name: 'late', company: REALM_A, steps } });
    await admin.advanceClock({ days: 1 });
    while ((await admin.scenario()).waiting.length > 0) await read(world);
    expect((await admin.scenario()).problem).toBeNull();
  });
});

describe('a scenario with a mistake', () => {
  it.each([
    [
      'an unknown action',
      [{ do: 'deleteInvoise' }],
      'x.json: step 1: do: no action "deleteInvoise"',
    ],
    [
      'an unknown field',
      [{ do: 'clock' }, { do: 'deleteInvoice', with: { id: '1', why: 'x' } }],
      'x.json: step 2: with.why: deleteInvoice has no such field',
    ],
    ['a missing field', [{ do: 'deleteInvoice' }], 'x.json: step 1: with.id:'],
    [
      'an unknown knob',
      [{ do: 'setKnobs', with: { speed: 1 } }],
      'x.json: step 1: with.speed: no such knob',
    ],
    ['an unknown member', [{ do: 'clock', when: 'now' }], 'x.json: step 1: Unrecognized key'],
    [
      'a time nobody understands',
      [{ at: 'soon', do: 'clock' }],
      'x.json: step 1: at: "soon" is neither',
    ],
    [
      'steps out of order',
      [
        { at: 'day 2', do: 'clock' },
        { at: 'day 1', do: 'clock' },
      ],
      'x.json: step 2: at: earlier than the step before',
    ],
  ])('%s is refused by file, step and field', async (_what, steps, message) => {
    const answer = await call(`${world.sandbox.url}/admin/playScenario`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ file: 'x.json', scenario: { name: 'x', company: REALM_A, steps } }),
    });
    expect(answer.status).toBe(400);
    expect(asText(answer.json['error'])).toContain(message);
  });

  it('says which step did not end as expected', async () => {
    const { admin } = world.sandbox;
    const steps = [{ do: 'payInvoice', with: { id: '103' }, expect: { TotalAmt: 7 } }];
    await admin.playScenario({
      file: 'x.json',
      scenario: { name: 'x', company: REALM_A, steps },
    });
    await expect(admin.advance()).rejects.toThrow(
      'x.json: step 1: payInvoice: TotalAmt is 1000, not 7',
    );
  });
});
