import { describe, expect, it } from '@jest/globals';
import { toCredits } from '../../../integrations/quickbooks/to-credit.ts';

const plain = {
  Id: '302',
  SyncToken: '1',
  MetaData: { LastUpdatedTime: '2026-11-01T08:00:00-07:00' },
  DocNumber: 'CM-2',
  TxnDate: '2026-11-01',
  CustomerRef: { value: '13' },
  CurrencyRef: { value: 'USD' },
  TotalAmt: 75,
  RemainingCredit: 75,
  Balance: 75,
  LinkedTxn: [],
  Line: [],
};
const mapped = (change: object) => toCredits([{ ...plain, ...change }]);

describe('a credit memo of QuickBooks', () => {
  it('tells what is left of it (E4, E5)', () => {
    expect(mapped({}).records).toEqual([
      {
        id: '302',
        booksVersion: 1,
        booksUpdatedAt: new Date('2026-11-01T15:00:00Z'),
        number: 'CM-2',
        customerId: '13',
        documentOn: '2026-11-01',
        currency: 'USD',
        totalMinor: 7_500,
        remainingMinor: 7_500,
        state: 'live',
        paymentIds: [],
      },
    ]);
  });

  it.each([
    [{ RemainingCredit: 20.5 }, 2_050],
    [{ RemainingCredit: 0, Balance: 75 }, 0],
    [{ RemainingCredit: undefined, Balance: 12 }, 1_200],
  ])('with %j has %i left', (change, remainingMinor) => {
    expect(mapped(change).records[0]).toMatchObject({ remainingMinor });
  });

  it('names the payments that apply it, and nothing else', () => {
    const LinkedTxn = [
      { TxnId: '204', TxnType: 'Payment' },
      { TxnId: '9', TxnType: 'Check' },
      { TxnId: '204', TxnType: 'Payment' },
    ];
    expect(mapped({ LinkedTxn }).records[0]).toMatchObject({ paymentIds: ['204'] });
  });

  it.each([
    [{ TotalAmt: 0, RemainingCredit: 0, PrivateNote: 'Voided' }, 'void'],
    [{ TotalAmt: 0, RemainingCredit: 0 }, 'live'],
    [{ RemainingCredit: 0 }, 'live'],
  ])('with %j is %s', (change, state) => {
    expect(mapped(change).records[0]?.state).toBe(state);
  });

  it('that does not say what is left costs only itself', () => {
    const mute = { ...plain, Id: '9', RemainingCredit: undefined, Balance: undefined };
    const { records, unreadable } = toCredits([mute, plain]);
    expect(records).toHaveLength(1);
    expect(unreadable).toEqual([{ recordId: '9', code: 'quickbooks.record-unreadable' }]);
  });
});
