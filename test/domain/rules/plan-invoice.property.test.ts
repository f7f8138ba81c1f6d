import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { planInvoice, verdictOf, type KnownDelivery } from '../../../domain/rules/plan-invoice.ts';
import { prepareRule } from '../../../domain/rules/prepare.ts';
import { arbitraryFacts } from '../support/arbitrary-facts.ts';
import { inWords, rule } from '../support/planning.ts';

const today = '2026-11-22';

describe('whatever the facts', () => {
  const arbitraryCase = fc
    .tuple(
      arbitraryFacts,
      fc.array(
        fc.record({
          ruleId: fc.constantFrom('rule-1', 'a', 'b'),
          stepId: fc.constantFrom('a', 'b', 'day-3', 'day-10', 'b-day-10'),
          days: fc.integer({ min: 0, max: 30 }),
          reminderClass: fc.constantFrom('overdue' as const, 'coming_due' as const),
          state: fc.constantFrom('planned', 'claimed', 'sent', 'unknown', 'refused'),
          onDate: fc.constantFrom(today, '2026-11-20', '2026-10-01'),
        }),
        { maxLength: 4 },
      ),
    )
    .map(([given, deliveries]) => ({
      organisation: given.organisation,
      own: prepareRule(given.rule),
      facts: {
        invoice: given.invoice,
        createdOn: given.createdOn,
        customer: given.customer,
        parent: given.parent,
        termName: given.termName,
        quarantine: given.quarantine,
        position: given.position,
        autopay: given.autopay,
        contactedOn: given.contactedOn,
        sendingMark: given.sendingMark,
        silence: given.silence,
        known: deliveries.map((one, index) => ({ ...one, id: `d-${index}` }) as KnownDelivery),
      },
    }));

  it('at most one message is added, and none beside one that stands', () => {
    fc.assert(
      fc.property(arbitraryCase, (one) => {
        const { add, keep } = planInvoice(
          one.organisation,
          [one.own, rule('a'), rule('b', { own: 'b-' })],
          one.facts,
        );
        expect(add.length).toBeLessThanOrEqual(1);
        if (keep.length > 0) expect(add).toEqual([]);
      }),
    );
  });

  it('every planned message is kept or called off, and nothing else is', () => {
    fc.assert(
      fc.property(arbitraryCase, (one) => {
        const { keep, cancel } = planInvoice(one.organisation, [one.own, rule('a')], one.facts);
        const settled = [...keep, ...cancel].map(({ delivery }) => delivery.id);
        const planned = one.facts.known.filter(({ state }) => state === 'planned');
        expect(settled.sort()).toEqual(planned.map(({ id }) => id).sort());
      }),
    );
  });

  it('what is added passes every gate by itself', () => {
    fc.assert(
      fc.property(arbitraryCase, (one) => {
        const rules = [one.own, rule('a')];
        for (const { rule: chosen, step, recipients } of planInvoice(
          one.organisation,
          rules,
          one.facts,
        ).add) {
          const verdict = verdictOf(one.organisation, chosen, one.facts);
          expect(verdict).toMatchObject({ kind: 'pass', decidedBy: null });
          expect(verdict.step).toBe(step);
          expect(recipients.length).toBeGreaterThan(0);
        }
      }),
    );
  });

  it('an unrelated rule at the end changes nothing', () => {
    const unrelated = [
      rule('off', { own: 'x-', enabled: false }),
      rule('others', {
        own: 'x-',
        customers: { mode: 'only', customerIds: ['nobody'], includeChildren: false },
      }),
    ];
    fc.assert(
      fc.property(arbitraryCase, fc.constantFrom(...unrelated), (one, other) => {
        const rules = [one.own, rule('a')];
        expect(planInvoice(one.organisation, [...rules, other], one.facts)).toEqual(
          planInvoice(one.organisation, rules, one.facts),
        );
        expect(planInvoice(one.organisation, [other, ...rules], one.facts)).toEqual(
          planInvoice(one.organisation, rules, one.facts),
        );
      }),
    );
  });

  it('the order in which deliveries are read does not matter', () => {
    fc.assert(
      fc.property(arbitraryCase, (one) => {
        const words = (deliveries: KnownDelivery[]) => {
          const plan = planInvoice(
            one.organisation,
            [one.own, rule('a'), rule('b', { own: 'b-' })],
            {
              ...one.facts,
              known: deliveries,
            },
          );
          return { ...inWords(plan), keep: plan.keep.length, cancel: inWords(plan).cancel.sort() };
        };
        expect(words([...one.facts.known].reverse())).toEqual(words(one.facts.known));
      }),
    );
  });

  it('the next look is ahead of today, so that planning ends', () => {
    fc.assert(
      fc.property(arbitraryCase, (one) => {
        const { nextPlanOn } = planInvoice(one.organisation, [one.own, rule('a')], one.facts);
        if (nextPlanOn !== null) expect(nextPlanOn > one.organisation.todayOn).toBe(true);
      }),
    );
  });
});
