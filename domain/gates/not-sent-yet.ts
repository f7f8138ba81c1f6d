import { answersOf } from './answer.ts';
import type { Gate } from './gate.ts';

const { pass, hold } = answersOf('not-sent-yet');

/** Nobody is reminded of an invoice that they did not get: while it is to send, its reminders wait (UF-16). */
export const notSentYet: Gate = ({ sendingMark }) => {
  switch (sendingMark) {
    case null:
      return pass('not-waiting');
    case 'sent':
    case 'marked':
      return pass(sendingMark);
    case 'to-send':
      return hold('to-send');
    default:
      return hold('unreadable', { mark: String(sendingMark) });
  }
};
