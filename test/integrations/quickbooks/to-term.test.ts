import { describe, expect, it } from '@jest/globals';
import { toTerms } from '../../../integrations/quickbooks/to-term.ts';

const plain = {
  Id: '3',
  SyncToken: '0',
  MetaData: { LastUpdatedTime: '2026-08-14T15:40:09-07:00' },
  Name: 'Net 30',
};

describe('a term of QuickBooks', () => {
  it.each([
    [{ DueDays: 30 }, 30],
    [{ DueDays: 0 }, 0],
    [{ DayOfMonthDue: 15, DueNextMonthDays: 10 }, null],
  ])('with %j has %s days', (change, dueDays) => {
    expect(toTerms([{ ...plain, ...change }]).records[0]).toMatchObject({ dueDays, active: true });
  });
});
