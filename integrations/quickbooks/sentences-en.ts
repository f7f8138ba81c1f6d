import type { Sentence } from '../books.ts';

/** One entry for each code that this adapter throws or puts beside an unreadable record. */
export const english = {
  'quickbooks.throttled': {
    title: 'QuickBooks Online asked us to slow down.',
    effect: 'Reading is paused and goes on by itself.',
    remedy: 'Nothing to do.',
  },
  'quickbooks.unavailable': {
    title: 'QuickBooks Online cannot be reached at the moment.',
    effect: 'We try again by ourselves; nothing is sent on old figures.',
    remedy: 'Nothing to do. If it lasts, look at the status page of QuickBooks Online.',
  },
  'quickbooks.timeout': {
    title: 'QuickBooks Online did not answer in time.',
    effect: 'We try again by ourselves.',
    remedy: 'Nothing to do.',
  },
  'quickbooks.garbled': {
    title: 'QuickBooks Online sent an answer that cannot be read.',
    effect: 'The answer was thrown away; we ask again.',
    remedy: 'If it lasts, write to support and give the trace number.',
  },
  'quickbooks.token-refused': {
    title: 'QuickBooks Online no longer accepts our access.',
    effect: 'The connection is paused: no reading, no messages.',
    remedy: 'Connect to QuickBooks Online again.',
  },
  'quickbooks.grant-ended': {
    title: 'The connection to QuickBooks Online has ended.',
    effect: 'The connection is paused: no reading, no messages.',
    remedy: 'Connect to QuickBooks Online again.',
  },
  'quickbooks.access-lost': {
    title: 'The person who connected QuickBooks Online lost access to this company.',
    effect: 'The connection is paused: no reading, no messages.',
    remedy: 'An administrator of the company connects again.',
  },
  'quickbooks.not-authorised': {
    title: 'Dunlin is not authorised for this QuickBooks Online company.',
    effect: 'The connection is paused: no reading, no messages.',
    remedy: 'Connect again and choose this company.',
  },
  'quickbooks.subscription-ended': {
    title: 'The QuickBooks Online subscription of this company has ended.',
    effect: 'The connection is paused: no reading, no messages.',
    remedy: 'Renew the subscription in QuickBooks Online, then connect again.',
  },
  'quickbooks.no-permission': {
    title: 'The person who connected may not do this in QuickBooks Online.',
    effect: 'This one step was left out.',
    remedy: 'Give that person the right, or connect as an administrator.',
  },
  'quickbooks.not-found': {
    title: 'The record no longer exists in QuickBooks Online.',
    effect: 'Nothing was sent or changed for it.',
    remedy: 'Nothing to do if it was deleted on purpose.',
  },
  'quickbooks.stale-version': {
    title: 'Somebody changed the record in QuickBooks Online meanwhile.',
    effect: 'We did not overwrite it; we read it again and decide again.',
    remedy: 'Nothing to do.',
  },
  'quickbooks.request-repeated': {
    title: 'QuickBooks Online had already taken a change with this number.',
    effect: 'We read the record again and decide again.',
    remedy: 'Nothing to do.',
  },
  'quickbooks.period-closed': {
    title: 'The books are closed for this invoice’s period.',
    effect: 'The mark was not written into QuickBooks Online; the message itself is not affected.',
    remedy: 'Reopen the period in QuickBooks Online, or leave it.',
  },
  'quickbooks.invoice-void': {
    title: 'The invoice was voided in QuickBooks Online.',
    effect: 'Nothing was written to it.',
    remedy: 'Nothing to do.',
  },
  'quickbooks.address-refused': {
    title: 'QuickBooks Online does not accept the e-mail address.',
    effect: 'The change was not written.',
    remedy: 'Check the address for slips and correct it.',
  },
  'quickbooks.text-too-long': {
    title: 'The text is too long for the field in QuickBooks Online.',
    effect: 'The status was not written into QuickBooks Online.',
    remedy: 'Choose a shorter text for the status field.',
  },
  'quickbooks.note-full': {
    title: 'The statement memo of the invoice is full.',
    effect: 'Nothing was written to the invoice; the message itself is not affected.',
    remedy: 'Shorten the memo in QuickBooks Online, or turn the note line off.',
  },
  'quickbooks.email-too-long': {
    title: 'QuickBooks Online takes at most 100 characters of e-mail addresses for a customer.',
    effect: 'The change was not written.',
    remedy: 'Leave an address out, or use a shared address for several people.',
  },
  'quickbooks.rejected': {
    title: 'QuickBooks Online refused the request.',
    effect: 'This one step was left out; everything else goes on.',
    remedy: 'Write to support and give the trace number.',
  },
  'quickbooks.unsupported': {
    title: 'QuickBooks Online does not offer what we asked for.',
    effect: 'This one step was left out.',
    remedy: 'Our engineers have been told.',
  },
  'quickbooks.our-request': {
    title: 'We sent QuickBooks Online a request that could not work.',
    effect: 'This one step was left out.',
    remedy: 'Our engineers have been told.',
  },
  'quickbooks.library': {
    title: 'A part of Dunlin failed before QuickBooks Online was called.',
    effect: 'This one step was left out.',
    remedy: 'Our engineers have been told.',
  },
  'quickbooks.answer-too-large': {
    title: 'The answer of QuickBooks Online is larger than we take in.',
    effect: 'This one step was left out.',
    remedy: 'Write to support and give the invoice’s number.',
  },
  'quickbooks.consent-refused': {
    title: 'The connection was not confirmed at Intuit.',
    effect: 'Nothing was connected.',
    remedy: 'Start again when you are ready.',
  },
  'quickbooks.code-refused': {
    title: 'Intuit did not accept the sign-in: it was too old or already used.',
    effect: 'Nothing was connected.',
    remedy: 'Start again, and confirm only once.',
  },
  'quickbooks.exchange-lost': {
    title: 'The answer of Intuit to the sign-in was lost.',
    effect: 'Nothing was connected.',
    remedy: 'Start again.',
  },
  'quickbooks.identity-refused': {
    title: 'Intuit’s proof of who signed in is not valid.',
    effect: 'Nobody was signed in.',
    remedy: 'Start again. If it happens twice, write to support.',
  },
  'quickbooks.client-refused': {
    title: 'Intuit does not accept Dunlin’s own credentials.',
    effect: 'Connections stay as they are and wait.',
    remedy: 'Our engineers have been told; nothing to do for you.',
  },
  'quickbooks.file-too-large': {
    title: 'An attachment is too large for an e-mail.',
    effect: 'The file was not attached.',
    remedy: 'Make the file smaller in QuickBooks Online, or take the mark off.',
  },
  'quickbooks.file-unavailable': {
    title: 'An attachment could not be fetched from QuickBooks Online.',
    effect: 'The file was not attached.',
    remedy: 'Open the file in QuickBooks Online; attach it again if it does not open.',
  },
  'quickbooks.file-host-refused': {
    title: 'An attachment lies at an address that we do not trust.',
    effect: 'The file was not fetched.',
    remedy: 'Write to support.',
  },
  'quickbooks.record-unreadable': {
    title: 'A record from QuickBooks Online lacks something we need.',
    effect: 'It was left out; all others were read.',
    remedy: 'Open it in QuickBooks Online and save it again.',
  },
  'quickbooks.amount-unreadable': {
    title: 'An amount from QuickBooks Online cannot be read exactly.',
    effect: 'The record was left out; nothing is sent for it.',
    remedy: 'Check the amounts of the invoice in QuickBooks Online.',
  },
  'quickbooks.webhook-unreadable': {
    title: 'QuickBooks Online reported a change in a form we do not know.',
    effect: 'The change is found by the next regular reading.',
    remedy: 'Our engineers have been told.',
  },
} satisfies Record<`quickbooks.${string}`, Sentence>;

export type QuickBooksCode = keyof typeof english;
