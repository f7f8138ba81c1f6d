import { answersOf } from './answer.ts';
import type { Gate } from './gate.ts';

const { pass, hold } = answersOf('reminders-on');

/** BJ-20: the organisation's master switch for all rules. Anything but true holds. */
export const remindersOn: Gate = ({ organisation }) =>
  organisation.remindersOn === true ? pass('on') : hold('off');
