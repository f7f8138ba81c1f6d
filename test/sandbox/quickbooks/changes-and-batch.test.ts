import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { SandboxQuickBooks } from '../../../sandbox/quickbooks/index.ts';
import { REALM_A, REALM_C } from '../../../sandbox/quickbooks/index.ts';
import type { JsonObject } from '../../../sandbox/kit/json.ts';
import { asList, asText, at } from '../../../sandbox/kit/json.ts';
import type { Answer, Books } from './support.ts';
import { faultCode, openBooks, startOnDayZero } from './support.ts';

let sandbox: SandboxQuickBooks;
let books: Books;
beforeEach(async () => {
  sandbox = await startOnDayZero();
  books = await openBooks(sandbox);
});
afterEach(() => sandbox.close());

function changes(answer: Answer): JsonObject[] {
  return asList(asList(at(answer.json, 'CDCResponse'))[0]?.['QueryResponse']);
}

function cdc(entities: string, since: string, client = books): Promise<Answer> {
  return client.request(`/cdc?entities=${entities}&changedSince=${encodeURIComponent(since)}`);
}

describe('change data capture', () => {
  it('answers one element per entity in the order asked, empty for quiet ones', async () => {
    const found = changes(
      await cdc('Term,Invoice,Payment,CompanyInfo', '2026-11-09T00:00:00-08:00'),
    );
    expect(found.map((element) => Object.keys(element))).toEqual([
      [],
      ['Invoice', 'startPosition', 'maxResults'],
      [],
      [],
    ]);
  });

  it('tells of deletions for thirty days', async () => {
    const [invoices] = changes(await cdc('Invoice', '2026-11-01T00:00:00Z'));
    expect(
      asList(invoices?.['Invoice']).filter((entity) => entity['status'] === 'Deleted'),
    ).toEqual([
      {
        domain: 'QBO',
        status: 'Deleted',
        Id: '111',
        MetaData: { LastUpdatedTime: '2026-11-10T11:00:00-08:00' },
      },
    ]);
  });

  it('shows the second in which the last change was made', async () => {
    const changed = await books.post('/invoice', {
      Id: '103',
      SyncToken: '1',
      sparse: true,
      PrivateNote: 'now',
    });
    const stamp = asText(at(changed.json, 'Invoice', 'MetaData', 'LastUpdatedTime'));
    const [invoices] = changes(await cdc('Invoice', stamp));
    expect(asList(invoices?.['Invoice']).map((entity) => entity['Id'])).toEqual(['103']);
  });

  it('looks back thirty days and no further', async () => {
    expect((await cdc('Invoice', '2026-10-18T00:00:00Z')).status).toBe(200);
    const late = await cdc('Invoice', '2026-10-16T00:00:00Z');
    expect([late.status, faultCode(late)]).toEqual([400, '500']);
    expect(late.text).toContain('changedSince date older than 30 days is not supported');
  });

  it('answers at most a thousand objects over all entities', async () => {
    const bulk = await openBooks(sandbox, REALM_C);
    const found = changes(await cdc('Invoice,Payment', '2026-10-20T00:00:00Z', bulk));
    const counts = found.map((element) => Number(element['maxResults'] ?? 0));
    expect(counts[0]).toBe(1000);
    expect(counts[1]).toBe(0);
  });

  it.each([
    ['2020', 'Invoice', ''],
    ['2020', '', '2026-11-10T00:00:00Z'],
    ['500', 'TaxCode', '2026-11-10T00:00:00Z'],
    ['4001', 'Custmoer', '2026-11-10T00:00:00Z'],
    ['4001', 'Invoice', 'yesterday'],
  ])('refuses with %s: entities "%s" since "%s"', async (code, entities, since) => {
    expect(faultCode(await cdc(entities, since))).toBe(code);
  });
});

describe('a batch', () => {
  it('runs its items one by one, with faults per item and HTTP 200', async () => {
    const { status, json } = await books.post('/batch', {
      BatchItemRequest: [
        {
          bId: 'a',
          operation: 'update',
          Invoice: { Id: '103', SyncToken: '1', sparse: true, PrivateNote: 'batch' },
        },
        {
          bId: 'b',
          operation: 'update',
          Invoice: { Id: '104', SyncToken: '0', sparse: true, PrivateNote: 'stale' },
        },
        { bId: 'c', Query: "select * from Invoice where Id = '103'" },
        { bId: 'd', CDCQuery: { Entities: 'Invoice', ChangedSince: '2026-11-16T09:00:00-08:00' } },
        { bId: 'e', operation: 'delete', Payment: { Id: '203', SyncToken: '0' } },
      ],
    });
    const items = asList(json['BatchItemResponse']);
    expect([status, items.map((item) => item['bId'])]).toEqual([200, ['a', 'b', 'c', 'd', 'e']]);
    expect(at(items[0], 'Invoice', 'PrivateNote')).toBe('batch');
    expect(faultCode(items[1] ?? {})).toBe('5010');
    expect(asList(at(items[2], 'QueryResponse', 'Invoice'))).toHaveLength(1);
    expect(asList(at(items[3], 'CDCResponse'))).toHaveLength(1);
    expect(at(items[4], 'Payment', 'status')).toBe('Deleted');
  });

  it('holds thirty items', async () => {
    const items = (count: number): JsonObject => ({
      BatchItemRequest: Array.from({ length: count }, (_none, index) => ({
        bId: String(index),
        Query: 'select count(*) from Invoice',
      })),
    });
    expect((await books.post('/batch', items(30))).status).toBe(200);
    expect(faultCode(await books.post('/batch', items(31)))).toBe('1040');
  });

  it('is metered item by item', async () => {
    await books.post('/batch', {
      BatchItemRequest: [
        { bId: '1', Query: 'select * from Term' },
        { bId: '2', Query: 'select * from Term' },
      ],
    });
    expect((await sandbox.admin.usage()).corePlus[REALM_A]).toBe(2);
  });
});
