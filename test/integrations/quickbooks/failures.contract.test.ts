import { describe, expect, it } from '@jest/globals';
import { inspect } from 'node:util';
import { NeedsReconnect, TryLater } from '../../../domain/errors.ts';
import { asId, type InvoiceId } from '../../../domain/ids.ts';
import { REALM_A, REALM_B, REALM_D } from '../../../sandbox/quickbooks/index.ts';
import { failureOf, useWorld } from './world.ts';

const world = useWorld();
const id = asId<InvoiceId>('101');

describe('a failure that passes', () => {
  it.each(['html', 'drop', 'drop-after', 'truncate', 'status'] as const)(
    'is tried again: %s',
    async (kind) => {
      const { company, turns } = await world().open();
      await world().sandbox.admin.addFault({ kind, target: 'data', times: 2 });
      await expect(company.readTerms()).resolves.not.toHaveLength(0);
      expect(turns()).toBe(3);
      expect(world().pauses).toHaveLength(2);
      expect(Math.max(...world().pauses)).toBeLessThanOrEqual(1_000);
    },
  );

  it('is tried again for a long query, which goes another way', async () => {
    const { company } = await world().open();
    const ids = Array.from({ length: 300 }, (_, index) => asId<InvoiceId>(String(101 + index)));
    await world().sandbox.admin.addFault({ kind: 'truncate', path: '/query', times: 2 });
    const { records } = await company.readById('invoices', ids);
    expect(records.length).toBeGreaterThan(10);
  });
});

describe('a failure that stays', () => {
  it.each([
    ['html', 'quickbooks.unavailable'],
    ['drop', 'quickbooks.unavailable'],
    ['truncate', 'quickbooks.garbled'],
    ['hang', 'quickbooks.timeout'],
  ] as const)('ends after three tries: %s', async (kind, code) => {
    const { company, turns } = await world().open(REALM_A, { timeLimits: { callMs: 200 } });
    await world().sandbox.admin.addFault({ kind, target: 'data', times: 3 });
    const error = await failureOf(company.readTerms());
    expect(error).toBeInstanceOf(TryLater);
    expect(error).toMatchObject({ code });
    expect(turns()).toBe(3);
  });

  it('is not tried again when QuickBooks says HTML with status 200 three times', async () => {
    const { company } = await world().open();
    const page = { kind: 'status', status: 200, body: '<html>', contentType: 'text/html' } as const;
    await world().sandbox.admin.addFault({ ...page, target: 'data', times: 3 });
    expect(await failureOf(company.readTerms())).toMatchObject({ code: 'quickbooks.garbled' });
  });

  it.each(['json', 'xml'] as const)(
    'is not waited for when throttled (%s)',
    async (throttleBody) => {
      const { company, turns, calls } = await world().open();
      await world().sandbox.admin.setKnobs({ throttleBody });
      await world().sandbox.admin.addFault({ kind: 'throttle', target: 'data' });
      const error = await failureOf(company.readTerms());
      expect(error).toBeInstanceOf(TryLater);
      expect(error).toMatchObject({ code: 'quickbooks.throttled', traceId: expect.any(String) });
      const waitMs = (error as TryLater).at.getTime() - Date.now();
      expect(waitMs).toBeGreaterThan(50_000);
      expect(waitMs).toBeLessThanOrEqual(60_000);
      expect(turns()).toBe(1);
      expect(calls).toEqual([
        expect.objectContaining({ status: 429, retryAt: (error as TryLater).at }),
      ]);
    },
  );
});

describe('a token that is refused', () => {
  it('is renewed once, then the call goes on', async () => {
    const { company, renewals } = await world().open();
    await world().sandbox.admin.expireAccessTokens({ realmId: REALM_A });
    await expect(company.readTerms()).resolves.not.toHaveLength(0);
    expect(renewals()).toBe(1);
  });

  it('is renewed before the next turn, not in one: a turn is one of few', async () => {
    const { company, turns, tokensInTurn } = await world().open();
    await world().sandbox.admin.expireAccessTokens({ realmId: REALM_A });
    await company.readTerms();
    expect(turns()).toBe(2);
    expect(tokensInTurn()).toBe(0);
  });

  it('is renewed once only', async () => {
    const { company, renewals } = await world().open();
    await world().sandbox.admin.addFault({ kind: 'status', status: 401, target: 'data', times: 5 });
    const error = await failureOf(company.readTerms());
    expect(error).toBeInstanceOf(NeedsReconnect);
    expect(error).toMatchObject({ code: 'quickbooks.token-refused' });
    expect(renewals()).toBe(1);
  });

  it('needs a new consent when the company was disconnected in the middle', async () => {
    const { company } = await world().open();
    await world().sandbox.admin.disconnect({ realmId: REALM_A });
    const error = await failureOf(company.readTerms());
    expect(error).toBeInstanceOf(NeedsReconnect);
    expect(error).toMatchObject({ code: 'quickbooks.grant-ended' });
  });

  it('of another company is not taken', async () => {
    const { company } = await world().connect(REALM_A);
    const opened = world().openWith(company.tokens, REALM_B);
    const error = await failureOf(opened.company.readTerms());
    expect(error).toBeInstanceOf(NeedsReconnect);
    expect(error).toMatchObject({ code: 'quickbooks.not-authorised' });
  });

  it.each([400, 403])('of a lapsed company pauses the connection (%i)', async (suspendedStatus) => {
    await world().sandbox.admin.setKnobs({ suspendedStatus });
    const { company } = await world().open(REALM_D);
    const error = await failureOf(company.countRecords());
    expect(error).toBeInstanceOf(NeedsReconnect);
    expect(error).toMatchObject({ code: 'quickbooks.subscription-ended' });
  });
});

describe('errors', () => {
  it.each([
    'status 400',
    'status 401',
    'status 503',
    'drop 0',
    'truncate 0',
    'throttle 0',
    'hang 0',
  ])('hold no token, wherever one looks: %s', async (fault) => {
    const { company: granted } = await world().connect();
    const secrets = [
      granted.tokens.accessToken,
      granted.tokens.refreshToken,
      world().settings.clientSecret,
      Buffer.from(`sandbox-client-id:${world().settings.clientSecret}`).toString('base64'),
    ];
    const { company } = world().openWith(granted.tokens, REALM_A, {
      timeLimits: { callMs: 150, pdfMs: 150, identityMs: 150 },
    });
    const [kind, status] = fault.split(' ');
    const body = JSON.stringify({
      fault: { error: [{ message: 'no', detail: `Token: ${secrets.join()}`, code: '9' }] },
    });
    await world().sandbox.admin.addFault({
      kind: kind as 'status',
      ...(status === '0' ? {} : { status: Number(status), body }),
      times: 50,
    });
    const calls = [
      () => company.readTerms(),
      () =>
        company.readById(
          'invoices',
          Array.from({ length: 300 }, (_, i) => asId<InvoiceId>(`9${i}`)),
        ),
      () => company.readPdf(id),
      () =>
        company.writeInvoice({
          id,
          booksVersion: 1,
          requestId: 'r',
          sentMark: { sentAt: new Date() },
        }),
      () =>
        world()
          .booksWith({ timeLimits: { identityMs: 150 } })
          .consent.refresh(granted.tokens),
      () =>
        world()
          .booksWith({ timeLimits: { identityMs: 150 } })
          .consent.end({ ...granted, shared: null }),
    ];
    let failed = 0;
    for (const call of calls) {
      const error = await failureOf(call());
      // A revoke whose answer is cut off has worked: the answer is empty.
      failed += error instanceof Error ? 1 : 0;
      const seen = [
        inspect(error, { depth: 20, showHidden: true }),
        JSON.stringify(error),
        (error as Error).stack ?? '',
      ].join('\n');
      for (const secret of secrets) expect(seen).not.toContain(secret);
    }
    expect(failed).toBeGreaterThanOrEqual(calls.length - 1);
  });
});
