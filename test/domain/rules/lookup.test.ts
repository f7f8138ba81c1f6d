import { describe, expect, it } from '@jest/globals';
import type { GateFacts } from '../../../domain/gates/gate.ts';
import { lookUpRule, nearest, stopOfAll } from '../../../domain/rules/lookup.ts';
import { previewInvoice } from '../../../domain/rules/plan.ts';
import { makeFacts } from '../support/make-facts.ts';

const except = (...customerIds: string[]) => ({
  customers: { mode: 'except' as const, customerIds, includeChildren: false },
});
const look = (facts: GateFacts, ...open: GateFacts[]) => {
  const { applies, gate, next, touched } = lookUpRule(facts, open.map(previewInvoice));
  return { applies, because: gate && `${gate.gate}/${gate.reason}`, on: next?.onDate, touched };
};
const due = makeFacts();
const id = due.invoice.customerId ?? '';

describe('which rules are processed for a customer (BJ-22)', () => {
  it.each([
    ['a message is due', look(due, due), 'yes', null, '2026-11-22', 1],
    [
      'the earliest of two counts',
      look(due, makeFacts({ invoice: { dueOn: '2026-11-20' } }), due),
      'yes',
      null,
      '2026-11-22',
      2,
    ],
    ['it has no open invoice', look(due), 'later', null, undefined, 0],
    [
      'it is excluded, with or without invoices',
      look(makeFacts({ settings: except(id) })),
      'no',
      'customers/excluded',
      undefined,
      0,
    ],
    [
      'the rule is off',
      look(makeFacts({ rule: { enabled: false } }), due),
      'no',
      'rule-enabled/off',
      undefined,
      0,
    ],
    [
      'nobody could receive it',
      look(due, makeFacts({ customer: { email: null } })),
      'no',
      'recipient/no-address',
      undefined,
      0,
    ],
    [
      'the memo says no for now',
      look(due, makeFacts({ settings: { memo: { mode: 'include', token: '#x' } } })),
      'later',
      'memo/token-missing',
      undefined,
      0,
    ],
  ])('%s', (_name, found, ...expected) => {
    expect([found.applies, found.because, found.on, found.touched]).toEqual(expected);
  });

  it('goes on as if the master switch were on, and says apart what stops all rules', () => {
    const off = makeFacts({ organisation: { remindersOn: false } });
    expect(look(off, off)).toMatchObject({ applies: 'yes' });
    expect(stopOfAll(off)).toMatchObject({ gate: 'reminders-on', reason: 'off' });
    expect(stopOfAll(due)).toBeNull();
  });

  it('names the gate that comes last as the nearest fix', () => {
    expect(nearest([{ gate: 'memo' }, { gate: 'recipient' }, { gate: 'customers' }])).toEqual({
      gate: 'recipient',
    });
    expect(nearest([])).toBeNull();
  });
});
