import { describe, expect, it } from '@jest/globals';
import { Refused } from '../../../domain/errors.ts';
import { asId, type CustomerId } from '../../../domain/ids.ts';
import type { BooksCompany, CustomerEmailWrite } from '../../../integrations/books.ts';
import { REALM_A } from '../../../sandbox/quickbooks/index.ts';
import { failureOf, useWorld } from './world.ts';

const world = useWorld();
let writes = 0;

async function writeFor(
  company: BooksCompany,
  text: string,
  email: string | null,
): Promise<CustomerEmailWrite> {
  const id = asId<CustomerId>(text);
  const { records } = await company.readById('customers', [id]);
  writes += 1;
  return { id, booksVersion: records[0]?.booksVersion ?? 0, requestId: `address-${writes}`, email };
}

async function inBooks(id: string) {
  const { entity } = await world().sandbox.admin.read({ realmId: REALM_A, entity: 'Customer', id });
  return entity;
}

describe('a customer’s address', () => {
  it('is written by itself, by one call that is not metered, and comes back fresh (E33)', async () => {
    const { company, calls } = await world().open();
    const before = await inBooks('7');
    const write = await writeFor(company, '7', 'new@millane.example, site@millane.example');
    calls.length = 0;
    const customer = await company.writeCustomerEmail(write);
    expect(customer).toMatchObject({
      email: 'new@millane.example, site@millane.example',
      booksVersion: write.booksVersion + 1,
      fullName: 'Harrow Property Trust:Mill Lane',
    });
    expect(calls).toEqual([expect.objectContaining({ metered: false, items: 1, status: 200 })]);
    const { PrimaryEmailAddr, SyncToken, MetaData, ...rest } = (await inBooks('7')) ?? {};
    expect(PrimaryEmailAddr).toEqual({ Address: 'new@millane.example, site@millane.example' });
    expect([SyncToken, MetaData]).not.toEqual([before?.['SyncToken'], before?.['MetaData']]);
    expect(before).toMatchObject(rest);
  });

  it('may have 100 characters, and is refused with 101 before any call (E31)', async () => {
    const { company, calls } = await world().open();
    const longest = `${'a'.repeat(84)}@alder.exampless`;
    expect(longest).toHaveLength(100);
    const write = await writeFor(company, '4', longest);
    await expect(company.writeCustomerEmail(write)).resolves.toMatchObject({ email: longest });
    const longer = await writeFor(company, '4', `a${longest}`);
    calls.length = 0;
    const error = await failureOf(company.writeCustomerEmail(longer));
    expect(error).toBeInstanceOf(Refused);
    expect(error).toMatchObject({ code: 'quickbooks.email-too-long' });
    expect(calls).toHaveLength(0);
  });

  it.each(['no address', 'a@', 'a@b.example; c@d.example'])(
    'is refused when QuickBooks does not take it: %s',
    async (email) => {
      const { company } = await world().open();
      const write = await writeFor(company, '13', email);
      const error = await failureOf(company.writeCustomerEmail(write));
      expect(error).toBeInstanceOf(Refused);
      expect(error).toMatchObject({ code: 'quickbooks.address-refused' });
    },
  );

  it('is written once when the answer is lost and the call repeated', async () => {
    const { company } = await world().open();
    const write = await writeFor(company, '9', 'zahlung@lakeshore.example');
    await world().sandbox.admin.addFault({ kind: 'drop-after', method: 'POST', path: '/customer' });
    const customer = await company.writeCustomerEmail(write);
    expect(customer.booksVersion).toBe(write.booksVersion + 1);
    expect(await company.writeCustomerEmail(write)).toEqual(customer);
  });
});
