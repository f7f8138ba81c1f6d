import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { SandboxQuickBooks } from '../../../sandbox/quickbooks/index.ts';
import { REALM_A } from '../../../sandbox/quickbooks/index.ts';
import type { JsonObject } from '../../../sandbox/kit/json.ts';
import { asList, asText, at } from '../../../sandbox/kit/json.ts';
import type { Books } from './support.ts';
import { call, faultCode, openBooks, startOnDayZero } from './support.ts';

let sandbox: SandboxQuickBooks;
let books: Books;
beforeEach(async () => {
  sandbox = await startOnDayZero();
  books = await openBooks(sandbox);
});
afterEach(() => sandbox.close());

describe('an unknown property', () => {
  it.each<[string, JsonObject, string]>([
    [
      'an address',
      { BillAddr: { Line9: 'x' } },
      '"Line9" (class com.intuit.schema.finance.v3.PhysicalAddress)',
    ],
    [
      'a reference',
      { SalesTermRef: { value: '3', days: 30 } },
      '"days" (class com.intuit.schema.finance.v3.ReferenceType)',
    ],
    [
      'a line',
      { Line: [{ Amount: 1, Colour: 'red' }] },
      '"Colour" (class com.intuit.schema.finance.v3.Line)',
    ],
    [
      'the detail of a line',
      { Line: [{ Amount: 1, SalesItemLineDetail: { Price: 1 } }] },
      '"Price" (class com.intuit.schema.finance.v3.SalesItemLineDetail)',
    ],
    [
      'a custom field',
      { CustomField: [{ Text: 'x' }] },
      '"Text" (class com.intuit.schema.finance.v3.CustomField)',
    ],
  ])('inside %s is 2010 with the names that are known', async (_where, change, named) => {
    const answer = await books.post('/invoice', {
      Id: '103',
      SyncToken: '1',
      sparse: true,
      ...change,
    });
    expect(faultCode(answer)).toBe('2010');
    const detail = asText(asList(at(answer.json, 'Fault', 'Error'))[0]?.['Detail']);
    expect(detail).toContain(named);
    expect(detail).toMatch(/\d+ known properties: "/);
  });

  it.each(['Invoice', 'Customer', 'Payment', 'CreditMemo', 'Term', 'Attachable'])(
    'is nothing that QuickBooks itself returned in a %s',
    async (kind) => {
      const { json } = await books.query(`select * from ${kind} maxresults 100`);
      for (const record of asList(at(json, 'QueryResponse', kind))) {
        const answer = await books.post(`/${kind.toLowerCase()}?operation=update`, record);
        expect(faultCode(answer)).not.toBe('2010');
      }
    },
  );
});

describe('a thumbnail', () => {
  it('is a small picture with a link of its own', async () => {
    const { json } = await books.query(
      "select * from Attachable where FileName = 'crew-photo.jpg'",
    );
    const [photo] = asList(at(json, 'QueryResponse', 'Attachable'));
    const small = await fetch(asText(photo?.['ThumbnailTempDownloadUri']));
    const large = await fetch(asText(photo?.['TempDownloadUri']));
    expect(small.headers.get('content-type')).toBe('image/png');
    expect(large.headers.get('content-type')).toBe('image/jpeg');
    const path = asText(photo?.['ThumbnailFileAccessUri']).split(REALM_A)[1] ?? '';
    const link = (await books.request(path)).text;
    expect((await call(link)).headers.get('content-type')).toBe('image/png');
  });
});

describe('AutoApplyCredit', () => {
  it.each([
    [false, [275.5, 60], 100],
    [true, [175.5, 60], 0],
  ])('set to %s leaves invoices and credit at %j and %d', async (AutoApplyCredit, open, left) => {
    const { SalesFormsPrefs } = (
      await sandbox.admin.read({
        realmId: REALM_A,
        entity: 'Preferences',
        id: '1',
      })
    ).entity as { SalesFormsPrefs: JsonObject };
    await sandbox.admin.editPreferences({
      realmId: REALM_A,
      changes: { SalesFormsPrefs: { ...SalesFormsPrefs, AutoApplyCredit } },
    });
    const memo = await sandbox.admin.createCreditMemo({
      realmId: REALM_A,
      customerId: '2',
      amount: 100,
    });
    const { json } = await books.request(`/creditmemo/${asText(memo['Id'])}`);
    expect(at(json, 'CreditMemo', 'RemainingCredit')).toBe(left);
    expect([
      (await books.invoice('102'))['Balance'],
      (await books.invoice('117'))['Balance'],
    ]).toEqual(open);
  });
});
