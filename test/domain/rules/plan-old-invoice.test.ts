import { describe, expect, it } from '@jest/globals';
import type { Quarantine } from '../../../domain/gates/gate.ts';
import { planInvoice, type KnownDelivery } from '../../../domain/rules/plan-invoice.ts';
import { prepareRule } from '../../../domain/rules/prepare.ts';
import type { RuleSettings } from '../../../domain/rules/rule.ts';
import { makeFacts } from '../support/make-facts.ts';

/** Due on 12 Nov 2026, seen on the 22nd; one rule with steps at 3, 10 and 20 days. */
function plan(
  quarantine: Quarantine,
  { settings = {}, known = [] }: { settings?: Partial<RuleSettings>; known?: KnownDelivery[] } = {},
) {
  const { organisation, rule, sent: _sent, ...rest } = makeFacts({ quarantine, settings });
  return planInvoice(organisation, [prepareRule(rule)], { ...rest, known });
}

const inTime: Quarantine = { choice: 'start', stepNumber: 2, startOn: '2026-11-30' };

describe('planInvoice, an invoice that was late before reminders were turned on (E21)', () => {
  it.each<[string, Quarantine, string, number]>([
    ['the step chosen', inTime, '2026-11-30', 10],
    [
      'the step that is due on that day',
      { choice: 'by-rule', stepNumber: null, startOn: '2026-12-04' },
      '2026-12-04',
      20,
    ],
  ])('announces %s on its day, and looks again then', (_case, quarantine, on, days) => {
    expect(plan(quarantine)).toMatchObject({
      add: [],
      nextPlanOn: on,
      next: { on, days, ruleId: 'rule-1' },
    });
  });

  it('announces nothing when another gate is in the way as well', () => {
    const settings = { memo: { mode: 'include' as const, token: '#chase' } };
    expect(plan(inTime, { settings })).toMatchObject({ nextPlanOn: '2026-11-30', next: null });
  });

  it('calls off what is planned when the owner leaves it alone', () => {
    const planned: KnownDelivery = {
      id: 'd-1',
      ruleId: 'rule-1',
      stepId: 'day-10',
      days: 10,
      reminderClass: 'overdue',
      state: 'planned',
      onDate: '2026-11-22',
    };
    const leftAlone: Quarantine = { choice: 'skip', stepNumber: null, startOn: null };
    const { cancel, add, next } = plan(leftAlone, { known: [planned] });
    expect(cancel).toMatchObject([{ delivery: planned, because: { reason: 'left-alone' } }]);
    expect({ add, next }).toEqual({ add: [], next: null });
  });
});
