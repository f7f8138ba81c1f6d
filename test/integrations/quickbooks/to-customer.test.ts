import { describe, expect, it } from '@jest/globals';
import { toCustomers } from '../../../integrations/quickbooks/to-customer.ts';

const plain = {
  Id: '7',
  SyncToken: '2',
  MetaData: { LastUpdatedTime: '2026-08-14T15:40:09-07:00' },
  DisplayName: 'Mill Lane',
};

describe('a customer of QuickBooks', () => {
  it('has null for what the books left out', () => {
    expect(toCustomers([plain]).records).toEqual([
      {
        id: '7',
        booksVersion: 2,
        booksUpdatedAt: new Date('2026-08-14T22:40:09Z'),
        name: 'Mill Lane',
        fullName: 'Mill Lane',
        active: true,
        parentId: null,
        billWithParent: false,
        email: null,
        termId: null,
        currency: null,
      },
    ]);
  });

  it('keeps several addresses as typed, and an emptied one as none (E31)', () => {
    const emailOf = (Address: string) =>
      toCustomers([{ ...plain, PrimaryEmailAddr: { Address } }]).records[0]?.email;
    expect(emailOf('a@x.example, b@x.example')).toBe('a@x.example, b@x.example');
    expect(emailOf('')).toBeNull();
  });

  it('without a name costs only itself', () => {
    const { records, unreadable } = toCustomers([{ ...plain, DisplayName: null }, plain]);
    expect(records).toHaveLength(1);
    expect(unreadable).toEqual([{ recordId: '7', code: 'quickbooks.record-unreadable' }]);
  });
});
