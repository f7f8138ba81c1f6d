import { describe, expect, it } from '@jest/globals';
import { leadFirst } from '../../../domain/deliveries/lead.ts';
import type { InvoiceId } from '../../../domain/ids.ts';
import type { ReminderClass } from '../../../domain/rules/rule.ts';

const part = (id: string, days: number, dueOn: string | null, reminderClass: ReminderClass) => ({
  rule: { reminderClass },
  step: { days },
  candidate: { invoice: { id: id as InvoiceId, dueOn } },
});
const order = (...parts: ReturnType<typeof part>[]) =>
  leadFirst(parts).map(({ candidate }) => candidate.invoice.id);

describe('the part that sets the tone (idea 5)', () => {
  it('is an account summary, whatever the steps of the others', () => {
    const late = part('a', 40, '2026-10-01', 'overdue');
    expect(order(late, part('b', 1, '2026-12-01', 'summary'))).toEqual(['b', 'a']);
  });

  it('is the furthest step; the others follow by due date', () => {
    const parts = [
      part('a', 3, '2026-11-12', 'overdue'),
      part('b', 20, '2026-11-14', 'overdue'),
      part('c', 5, '2026-11-30', 'coming_due'),
      part('d', 3, '2026-11-11', 'overdue'),
      part('e', 3, null, 'overdue'),
    ];
    expect(order(...parts)).toEqual(['b', 'd', 'a', 'c', 'e']);
    expect(order(...parts.toReversed())).toEqual(['b', 'd', 'a', 'c', 'e']);
  });

  it('is the invoice that is late the longest among equal steps', () => {
    const parts = [
      part('a', 3, '2026-11-12', 'overdue'),
      part('b', 3, '2026-11-10', 'overdue'),
      part('c', 3, '2026-11-10', 'overdue'),
    ];
    expect(order(...parts)).toEqual(['b', 'c', 'a']);
    expect(leadFirst([])).toEqual([]);
  });
});
