import { answersOf } from './answer.ts';
import type { Gate } from './gate.ts';

const { pass, skip } = answersOf('language');

/** A rule may be about customers of some languages only; who has none of their own reads the organisation's (E35). */
export const language: Gate = ({ rule, customer, organisation }) => {
  if (rule.languages.size === 0) return pass('any');
  const reads = customer?.language ?? organisation.language;
  const saw = { language: reads, listed: [...rule.languages] };
  return rule.languages.has(reads) ? pass('listed', saw) : skip('not-listed', saw);
};
