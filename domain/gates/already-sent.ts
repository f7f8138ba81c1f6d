import { answersOf } from './answer.ts';
import type { Gate } from './gate.ts';

const { pass, skip, hold } = answersOf('already-sent');

/**
 * No step twice, and none after a later one (E16, E46). A delivery whose outcome is unknown counts as sent: better one message too few
 * than two (E44).
 */
export const alreadySent: Gate = (_facts, timeline) => {
  if (timeline === null) return hold('unreadable');
  const { due, coveredBy, nextOn } = timeline;
  if (!due) return pass('nothing-due');
  if (!coveredBy) return pass('not-sent', { days: due.step.days });
  const { state, onDate, days } = coveredBy;
  const saw = { state, onDate, days, dueDays: due.step.days, nextOn };
  if (state === 'skipped') return skip('left-out', saw, nextOn);
  if (state === 'stopped') return skip('stopped', saw, nextOn);
  const reason = coveredBy.stepId === due.step.id ? 'already-sent' : 'later-sent';
  return skip(reason, saw, nextOn);
};
