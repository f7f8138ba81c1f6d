import { answersOf } from './answer.ts';
import type { Gate } from './gate.ts';

const { pass, skip, hold } = answersOf('rule-enabled');

/** BJ-19: the rule's own switch. A rule whose days cannot be worked with never fires, even when it is on. */
export const ruleEnabled: Gate = ({ rule }) => {
  const saw = { ruleVersion: rule.version };
  if (rule.enabled !== true) return skip('off', saw);
  return rule.usable ? pass('on', saw) : hold('invalid-rule', saw);
};
