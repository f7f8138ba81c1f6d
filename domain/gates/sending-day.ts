import { fromEpochDay, toEpochDay } from '../local-date.ts';
import { answersOf } from './answer.ts';
import type { Gate } from './gate.ts';

const { pass, hold } = answersOf('sending-day');

/** E41: weekends and public holidays. A step that was due before waits for the next sending day, unless the rule sends all the same. */
export const sendingDay: Gate = ({ rule, organisation: { todayOn, sending } }) => {
  const saw = { todayOn };
  if (rule.shift === 'send') return pass('any-day', saw);
  const today = toEpochDay(todayOn);
  if (sending.days.isSendingDay(today)) return pass('sending-day', saw);
  return hold('no-sending-day', saw, fromEpochDay(sending.days.onOrAfter(today)));
};
