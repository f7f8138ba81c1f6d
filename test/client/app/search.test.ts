import { describe, expect, it } from '@jest/globals';
import {
  activitySearch,
  invoiceSearch,
  invoicesSearch,
  mutedSearch,
  newRuleSearch,
  settingsSearch,
  syncSearch,
  tasksSearch,
  upcomingSearch,
} from '../../../client/app/search.ts';

describe('search parameters (ux 3.1)', () => {
  it.each([
    [
      { status: 'overdue', sort: '-open', q: 'laval' },
      { status: 'overdue', sort: '-open', q: 'laval' },
    ],
    [{ status: 'all', sort: 'due', q: '' }, {}],
    [{ status: 'nonsense', sort: 7, q: ['x'], customer: null }, {}],
    [{ q: 1042 }, { q: '1042' }],
    [{ other: 'x' }, {}],
  ])('of the list: %j is read as %j', (raw, read) => {
    expect(invoicesSearch(raw)).toEqual(read);
  });

  it('cuts a search text that is longer than the server takes', () => {
    expect(invoicesSearch({ q: 'x'.repeat(300) }).q).toHaveLength(200);
  });

  it.each([
    [
      { days: 30, as_of: '2027-02-03', reminders: 'on' },
      { days: 30, as_of: '2027-02-03', reminders: 'on' },
    ],
    [
      { days: '90', q: 1042 },
      { days: 90, q: '1042' },
    ],
    [{ days: 7, reminders: 'as-set', as_of: 'soon' }, {}],
    [{ days: 31, rule: ['x'] }, {}],
  ])('of the days ahead: %j is read as %j', (raw, read) => {
    expect(upcomingSearch(raw)).toEqual(read);
  });

  it('of other pages fall back to the default as well', () => {
    expect(invoiceSearch({ tab: 'why' })).toEqual({ tab: 'why' });
    expect(invoiceSearch({ tab: 'timeline' })).toEqual({});
    expect(activitySearch({ kind: 'delivery.sent', q: {} })).toEqual({ kind: 'delivery.sent' });
    expect(newRuleSearch({ preset: 'firm' })).toEqual({});
    expect(syncSearch({ type: 'check', state: 'lost' })).toEqual({ type: 'check' });
    expect(mutedSearch({ kind: 'dispute', q: '' })).toEqual({ kind: 'dispute' });
    expect(mutedSearch({ kind: 'planet' })).toEqual({});
    expect(tasksSearch({ state: 'open', kind: 'other' })).toEqual({ kind: 'other' });
    expect(tasksSearch({ state: 'done', kind: 'x' })).toEqual({ state: 'done' });
    expect(settingsSearch({ q: 1042, state: 'dropped' })).toEqual({ q: '1042', state: 'dropped' });
  });
});
