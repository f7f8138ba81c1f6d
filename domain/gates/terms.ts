import { answersOf } from './answer.ts';
import type { Gate } from './gate.ts';

const { pass, skip } = answersOf('terms');

/**
 * BJ-13: an invoice whose payment terms are off is ignored. Invoices without terms, and terms that appeared after the rule was saved
 * (E51), have a switch of their own. Goes by the terms the invoice has now (E17).
 */
export const terms: Gate = ({ rule, invoice, termName }) => {
  const { noTerms, newTerms } = rule.settings.terms;
  const { termId } = invoice;
  const saw = { termId, termName };
  if (termId === null) return noTerms ? pass('no-terms-on', saw) : skip('no-terms-off', saw);
  if (rule.termsOff.has(termId)) return skip('term-off', saw);
  if (rule.termsKnown.has(termId)) return pass('term-on', saw);
  return newTerms ? pass('new-term-on', saw) : skip('new-term-off', saw);
};
