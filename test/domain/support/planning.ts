import {
  planInvoice,
  type InvoiceFacts,
  type InvoicePlan,
  type KnownDelivery,
} from '../../../domain/rules/plan-invoice.ts';
import { prepareRule, type PreparedRule } from '../../../domain/rules/prepare.ts';
import type { RuleSettings } from '../../../domain/rules/rule.ts';
import { makeFacts, makeSettings, makeSteps } from './make-facts.ts';

export interface Wanted extends Partial<RuleSettings> {
  days?: number[];
  enabled?: boolean;
  /** Prefix of the step ids; two rules never share a step. */
  own?: string;
}

/** An overdue rule; without `days` its steps are 3, 10 and 20. The invoice of these tests is 10 days late. */
export function rule(id: string, wanted: Wanted = {}): PreparedRule {
  const { days = [3, 10, 20], enabled = true, own = '', ...settings } = wanted;
  const steps = makeSteps(...days).map((step) => ({ ...step, id: `${own}${step.id}` }));
  return prepareRule({
    id,
    version: 1,
    enabled,
    createdAt: new Date('2026-09-01T12:00:00Z'),
    settings: makeSettings({ name: id, steps, ...settings }),
  });
}

export function known(
  ruleId: string,
  days: number,
  wanted: Partial<KnownDelivery> = {},
): KnownDelivery {
  return {
    id: `${ruleId} ${days}`,
    ruleId,
    stepId: `day-${days}`,
    days,
    reminderClass: 'overdue',
    state: 'sent',
    onDate: '2026-11-15',
    ...wanted,
  };
}

export function facts(
  deliveries: KnownDelivery[] = [],
  wanted: Parameters<typeof makeFacts>[0] = {},
): InvoiceFacts {
  const {
    organisation: _organisation,
    rule: _rule,
    sent: _sent,
    plannedOn: _plannedOn,
    ...rest
  } = makeFacts(wanted);
  return { ...rest, known: deliveries };
}

export const { organisation } = makeFacts();

export function plan(rules: PreparedRule[], invoice: InvoiceFacts = facts()): InvoicePlan {
  return planInvoice(organisation, rules, invoice);
}

/** A plan in a few words. */
export const inWords = ({ add, keep, cancel, held, nextPlanOn, next }: InvoicePlan) => ({
  add: add.map(({ rule: { id }, step }) => `${id} ${step.days}`),
  keep: keep.map(({ delivery }) => delivery.id),
  cancel: cancel.map(
    ({ delivery, because }) =>
      `${delivery.id}: ${typeof because === 'string' ? because : because.reason}`,
  ),
  held: held.map(({ rule: { id }, step, because }) => `${id} ${step.days}: ${because.reason}`),
  nextPlanOn,
  next: next && `${next.on} ${next.ruleId} ${next.days}`,
});
