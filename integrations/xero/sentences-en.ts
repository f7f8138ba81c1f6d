import type { Sentence } from '../books.ts';

/** One entry for each code that this adapter throws or puts beside an unreadable record. */
export const english = {
  'xero.throttled': {
    title: 'Xero asked us to slow down.',
    effect: 'Reading is paused and goes on by itself.',
    remedy: 'Nothing to do.',
  },
  'xero.day-used-up': {
    title: 'Xero allows no more calls for this organisation today.',
    effect: 'Nothing is read and nothing is sent until it allows them again.',
    remedy: 'Nothing to do; we go on by ourselves.',
  },
  'xero.unavailable': {
    title: 'Xero cannot be reached at the moment.',
    effect: 'We try again by ourselves; nothing is sent on old figures.',
    remedy: 'Nothing to do. If it lasts, look at the status page of Xero.',
  },
  'xero.timeout': {
    title: 'Xero did not answer in time.',
    effect: 'We try again by ourselves.',
    remedy: 'Nothing to do.',
  },
  'xero.garbled': {
    title: 'Xero sent an answer that cannot be read.',
    effect: 'The answer was thrown away; we ask again.',
    remedy: 'If it lasts, write to support and give the trace number.',
  },
  'xero.token-refused': {
    title: 'Xero no longer accepts our access.',
    effect: 'The connection is paused: no reading, no messages.',
    remedy: 'Connect to Xero again.',
  },
  'xero.grant-ended': {
    title: 'The connection to Xero has ended.',
    effect: 'The connection is paused: no reading, no messages.',
    remedy: 'Connect to Xero again.',
  },
  'xero.scope-missing': {
    title: 'Xero has not allowed Dunlin all that it needs.',
    effect: 'The connection is paused: no reading, no messages.',
    remedy: 'Connect to Xero again and allow what it asks for.',
  },
  'xero.organisation-gone': {
    title: 'This organisation was disconnected from Dunlin in Xero.',
    effect: 'The connection is paused: no reading, no messages.',
    remedy: 'Connect again and choose this organisation.',
  },
  'xero.no-permission': {
    title: 'The person who connected may not do this in Xero.',
    effect: 'This one step was left out.',
    remedy: 'Give that person a higher role in Xero, or connect as an adviser.',
  },
  'xero.not-found': {
    title: 'The record no longer exists in Xero.',
    effect: 'Nothing was sent or changed for it.',
    remedy: 'Nothing to do if it was deleted on purpose.',
  },
  'xero.stale-version': {
    title: 'Somebody changed the record in Xero meanwhile.',
    effect: 'We did not overwrite it; we read it again and decide again.',
    remedy: 'Nothing to do.',
  },
  'xero.invoice-void': {
    title: 'The invoice was voided in Xero.',
    effect: 'Nothing was written to it.',
    remedy: 'Nothing to do.',
  },
  'xero.invoice-closed': {
    title: 'Xero does not let this invoice be changed any more.',
    effect: 'The mark was not written into Xero; the message itself is not affected.',
    remedy: 'Nothing to do; mark it in Xero yourself if you need the mark.',
  },
  'xero.period-locked': {
    title: 'The books are locked for this invoice’s period.',
    effect: 'The mark was not written into Xero; the message itself is not affected.',
    remedy: 'Move the lock date in Xero, or leave it.',
  },
  'xero.note-too-long': {
    title: 'The note is too long for the history in Xero.',
    effect: 'The note was not written; the message itself is not affected.',
    remedy: 'Write to support.',
  },
  'xero.address-refused': {
    title: 'Xero does not accept the e-mail address.',
    effect: 'The change was not written.',
    remedy: 'Check the address for slips and correct it.',
  },
  'xero.too-many-addresses': {
    title: 'A contact in Xero holds one address and five persons at most.',
    effect: 'The change was not written.',
    remedy: 'Leave an address out, or use a shared address for several people.',
  },
  'xero.name-taken': {
    title: 'Another contact in Xero has the same name.',
    effect: 'The change was not written.',
    remedy: 'Give one of the two contacts another name in Xero.',
  },
  'xero.contact-archived': {
    title: 'The contact is archived in Xero.',
    effect: 'The change was not written.',
    remedy: 'Restore the contact in Xero first.',
  },
  'xero.rejected': {
    title: 'Xero refused the request.',
    effect: 'This one step was left out; everything else goes on.',
    remedy: 'Write to support and give the trace number.',
  },
  'xero.our-request': {
    title: 'We sent Xero a request that could not work.',
    effect: 'This one step was left out.',
    remedy: 'Our engineers have been told.',
  },
  'xero.answer-too-large': {
    title: 'The answer of Xero is larger than we take in.',
    effect: 'This one step was left out.',
    remedy: 'Write to support and give the invoice’s number.',
  },
  'xero.consent-refused': {
    title: 'The connection was not confirmed at Xero.',
    effect: 'Nothing was connected.',
    remedy: 'Start again when you are ready.',
  },
  'xero.code-refused': {
    title: 'Xero did not accept the sign-in: it was too old or already used.',
    effect: 'Nothing was connected.',
    remedy: 'Start again, and confirm only once.',
  },
  'xero.exchange-lost': {
    title: 'The answer of Xero to the sign-in was lost.',
    effect: 'Nothing was connected.',
    remedy: 'Start again.',
  },
  'xero.identity-refused': {
    title: 'Xero’s proof of who signed in is not valid.',
    effect: 'Nobody was signed in.',
    remedy: 'Start again. If it happens twice, write to support.',
  },
  'xero.client-refused': {
    title: 'Xero does not accept Dunlin’s own credentials.',
    effect: 'Connections stay as they are and wait.',
    remedy: 'Our engineers have been told; nothing to do for you.',
  },
  'xero.file-too-large': {
    title: 'An attachment is too large for an e-mail.',
    effect: 'The file was not attached.',
    remedy: 'Make the file smaller in Xero, or do not include it online.',
  },
  'xero.file-unavailable': {
    title: 'An attachment could not be fetched from Xero.',
    effect: 'The file was not attached.',
    remedy: 'Open the file in Xero; attach it again if it does not open.',
  },
  'xero.record-unreadable': {
    title: 'A record from Xero lacks something we need.',
    effect: 'It was left out; all others were read.',
    remedy: 'Open it in Xero and save it again.',
  },
  'xero.amount-unreadable': {
    title: 'An amount from Xero cannot be read exactly.',
    effect: 'The record was left out; nothing is sent for it.',
    remedy: 'Check the amounts of the invoice in Xero.',
  },
  'xero.webhook-unreadable': {
    title: 'Xero reported a change in a form we do not know.',
    effect: 'The change is found by the next regular reading.',
    remedy: 'Our engineers have been told.',
  },
} satisfies Record<`xero.${string}`, Sentence>;

export type XeroCode = keyof typeof english;
