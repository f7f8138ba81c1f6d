import { answersOf } from './answer.ts';
import type { Gate } from './gate.ts';

const { pass, skip, hold } = answersOf('document-status');

/** Only an open invoice is chased: never one that is paid (E56), void (E11) or deleted (E12). */
export const documentStatus: Gate = ({ invoice: { state } }) => {
  switch (state) {
    case 'open':
      return pass('open', { state });
    case 'paid':
    case 'void':
    case 'deleted':
      return skip(state, { state });
    default:
      return hold('unreadable', { state: String(state) });
  }
};
