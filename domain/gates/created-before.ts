import { toEpochDay } from '../local-date.ts';
import { answersOf } from './answer.ts';
import type { Gate, GateFacts } from './gate.ts';

const { pass, skip, hold } = answersOf('created-before');

/**
 * BJ-12: strictly earlier days are skipped; the chosen day itself is not. By the document's date, or by the day of entry, which differ
 * for back-dated invoices (E19).
 */
export const createdBefore: Gate = (facts) => {
  const { on, field } = facts.rule.settings.createdBefore;
  if (on === null) return pass('off');
  const createdOn = createdDay(facts, field);
  const saw = { field, createdOn, limitOn: on };
  const daysAfter = toEpochDay(createdOn ?? '') - toEpochDay(on);
  if (Number.isNaN(daysAfter)) return hold('unreadable', saw);
  return daysAfter < 0 ? skip('created-before', saw) : pass('recent', saw);
};

function createdDay({ invoice, createdOn }: GateFacts, field: string): string | null {
  switch (field) {
    case 'document':
      return invoice.documentOn;
    case 'entry':
      return createdOn;
    default:
      return null;
  }
}
