import { describe, expect, it } from '@jest/globals';
import { planInvoice, type KnownDelivery } from '../../../domain/rules/plan-invoice.ts';
import { prepareRule } from '../../../domain/rules/prepare.ts';
import type { RuleSettings } from '../../../domain/rules/rule.ts';
import { makeFacts } from '../support/make-facts.ts';

/** The invoice is due on 12 Nov 2026, and day 20 was sent on 2 Dec. */
const lastSent: KnownDelivery = {
  id: 'd',
  ruleId: 'rule-1',
  stepId: 'day-20',
  days: 20,
  reminderClass: 'overdue',
  state: 'sent',
  onDate: '2026-12-02',
};

function planOn(
  todayOn: string,
  { known = [lastSent], ...settings }: Partial<RuleSettings> & { known?: KnownDelivery[] } = {},
) {
  const facts = makeFacts({ organisation: { todayOn }, settings });
  return planInvoice(facts.organisation, [prepareRule(facts.rule)], { ...facts, known });
}

describe('the end of a chase (product.md 4, idea 25)', () => {
  it('comes a week after the last step, and is looked for on that day', () => {
    expect(planOn('2026-12-03')).toMatchObject({ ended: [], nextPlanOn: '2026-12-09' });
    const { ended } = planOn('2026-12-09');
    expect(ended).toMatchObject([{ rule: { id: 'rule-1' }, step: { days: 20 } }]);
  });

  it.each([
    ['the owner wants no task', { afterLast: 'nothing' as const }],
    ['the last step was not sent yet', { known: [] }],
    ['it is not known whether it left', { known: [{ ...lastSent, state: 'unknown' as const }] }],
  ])('does not come while %s', (_case, wanted) => {
    expect(planOn('2026-12-20', wanted).ended).toEqual([]);
  });
});
