import { describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { RuleSettings, type RuleType, type Step } from '../../../domain/rules/rule.ts';
import { makeSettings } from '../support/make-facts.ts';

const step = (days: number, wanted: Partial<Step> = {}): Step => ({
  id: randomUUID(),
  days,
  templateId: 'friendly',
  language: 'customer',
  afterMinutes: 0,
  hour: 9,
  ...wanted,
});
const half = step(0, { afterMinutes: 30 });

describe('steps by type of rule (BJ-3)', () => {
  it.each<[string, RuleType, Step[], string]>([
    ['due: several days', 'due', [step(3), step(10)], ''],
    ['due: one day twice', 'due', [step(3), step(3)], 'steps.1.days day-twice'],
    ['new invoice: one', 'new_invoice', [half], ''],
    ['new invoice: two', 'new_invoice', [half, step(0)], 'steps one-step-only'],
    ['summary: two days of the month', 'summary', [step(1), step(15)], ''],
    ['summary: no day of a month', 'summary', [step(0)], 'steps.0.days no-day-of-month'],
  ])('%s', (_name, type, steps, expected) => {
    const { error } = RuleSettings.safeParse({ ...makeSettings(), type, steps });
    const found = error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`) ?? [];
    expect(found.join()).toBe(expected);
  });
});
