import type { Wordings } from './say.ts';
import {
  sources,
  unreadable,
  noDueDate,
  days,
  delivery,
  muteLevels,
  because,
  until,
  nextDay,
} from './words-en.ts';

/** When something leaves, what keeps it back for a while, and who gets it. */
export const englishCourse: Pick<
  Wordings,
  | 'not-sent-yet'
  | 'dispute'
  | 'promise'
  | 'snooze'
  | 'step-due'
  | 'already-sent'
  | 'sending-day'
  | 'contact-gap'
  | 'recipient'
> = {
  'not-sent-yet': {
    name: 'Invoice sent',
    'not-waiting': { says: () => 'the invoice does not wait to be sent by Dunlin' },
    sent: { says: () => 'the invoice was sent by Dunlin' },
    marked: { says: () => 'a person marked the invoice as sent' },
    'to-send': {
      says: () => 'the invoice was not sent to the customer yet',
      flip: () => 'Send the invoice, or mark it as sent.',
    },
    unreadable,
  },
  dispute: {
    name: 'Dispute',
    none: { says: () => 'nothing about the invoice is disputed' },
    disputed: {
      says: (say) => `${say.money('disputedMinor')} is in dispute${until(say)}${because(say)}`,
      flip: () => 'Close the dispute when it is settled.',
    },
    partly: {
      says: (say) =>
        `${say.money('disputedMinor')} is in dispute${because(say)}; the other ${say.money('restMinor')} is chased`,
    },
    over: { says: (say) => `the dispute kept reminders back only${until(say)}` },
    unreadable,
  },
  promise: {
    name: 'Promise to pay',
    none: { says: () => 'no payment was promised' },
    promised: {
      says: ({ money, day }) =>
        `${money('promisedMinor')} was promised for ${day('promisedOn')}; reminders wait until ${day('lastOn')}`,
      flip: () => 'Withdraw the promise to have the invoice reminded.',
    },
    broken: {
      says: ({ day }) => `the promise to pay by ${day('promisedOn')} was not kept`,
    },
    unreadable,
  },
  snooze: {
    name: 'Muted',
    'not-muted': { says: () => 'nothing is muted' },
    muted: {
      says: (say) =>
        `${muteLevels[say.text('level')] ?? 'it is muted'}${until(say)}${because(say)}`,
      flip: () => 'End the mute.',
    },
    replied: {
      says: ({ day }) =>
        `the customer replied on ${day('repliedOn')}; reminders wait until ${day('untilOn')}`,
      flip: () => 'Answer the customer, or end the wait.',
    },
    unreadable,
  },
  'step-due': {
    name: 'Rule day',
    due: {
      says: ({ number, day }) => `rule day ${number('days')} was reached on ${day('stepOn')}`,
    },
    'not-yet': {
      says: ({ number, day }) => `rule day ${number('days')} is reached on ${day('stepOn')}`,
      flip: ({ day }) => `Nothing to do: it is due on ${day('stepOn')}.`,
    },
    'past-due': {
      says: ({ number }) =>
        `the due date went by ${days(number('daysLate'))} ago, and this rule only writes before it`,
      flip: () => 'Use a rule for overdue invoices.',
    },
    'all-sent': {
      says: () => 'every day of this rule has been used for this invoice',
      flip: () => 'Add a later day to this rule.',
    },
    'no-due-date': noDueDate,
    missed: {
      says: ({ number, day }) =>
        `rule day ${number('days')} was reached on ${day('stepOn')}, too long ago to be made up for`,
      flip: nextDay,
    },
    'before-rule': {
      says: () => 'the invoice was in the books before this rule was made',
      flip: () => 'Nothing to do: this rule writes about new invoices only.',
    },
    'no-entry-day': {
      says: () => 'the books do not say when the invoice was entered',
      flip: () => 'Sync again; if that does not help, use a rule that goes by the due date.',
    },
    unreadable,
  },
  'already-sent': {
    name: 'Not sent before',
    'not-sent': { says: ({ number }) => `nothing was sent for rule day ${number('days')} yet` },
    'nothing-due': { says: () => 'no rule day has been reached yet' },
    'already-sent': {
      says: (say) => `the message for rule day ${say.number('days')} ${delivery(say)}`,
      flip: nextDay,
    },
    'later-sent': {
      says: (say) => `the message for the later rule day ${say.number('days')} ${delivery(say)}`,
      flip: nextDay,
    },
    'left-out': {
      says: ({ number }) => `a person left the message for rule day ${number('dueDays')} out`,
      flip: () => 'Take the message back in under Upcoming.',
    },
    stopped: {
      says: ({ number }) =>
        `the message for rule day ${number('dueDays')} was called off, because the books could not give a file`,
      flip: nextDay,
    },
    unreadable,
  },
  'sending-day': {
    name: 'Sending day',
    'sending-day': { says: () => 'messages leave today' },
    'any-day': { says: () => 'this rule writes on every day' },
    'no-sending-day': {
      says: ({ day }) => `nothing leaves on ${day('todayOn')}, a weekend or public holiday`,
      flip: () => 'Nothing to do: it leaves on the next sending day.',
    },
    unreadable,
  },
  'contact-gap': {
    name: 'Pause between messages',
    free: {
      says: ({ saw, day }) =>
        saw.lastOn
          ? `the last reminder to this customer was on ${day('lastOn')}`
          : 'this customer got no reminder lately',
    },
    'no-limit': { says: () => 'there is no limit to the reminders of one customer' },
    'not-chasing': { says: () => 'a notice of a new invoice is not a reminder' },
    'too-soon': {
      says: ({ day, number }) =>
        `this customer got a reminder on ${day('lastOn')}, and ${days(number('gapDays'))} lie between two`,
      flip: () =>
        'Nothing to do: it leaves when the pause is over. Its length is set under Settings › Sending.',
    },
    'cap-reached': {
      says: ({ number }) =>
        `this customer got ${number('messages')} reminders in ${days(number('days'))}, and that is the limit`,
      flip: () => 'Nothing to do: it leaves later. The limit is set under Settings › Sending.',
    },
    unreadable,
  },
  recipient: {
    name: 'Recipient',
    found: {
      says: ({ list, text }) =>
        `it goes to ${list('recipients')}, from ${sources[text('source')] ?? 'the books'}`,
    },
    'no-address': {
      says: () => 'this customer has no e-mail address',
      flip: () => 'Add an e-mail address to the customer in the books.',
    },
    'bad-address': {
      says: ({ list }) => `“${list('bad')}” cannot be used as an e-mail address`,
      flip: () => 'Correct the e-mail address in the books.',
    },
    suppressed: {
      says: ({ list }) =>
        `nothing is sent to ${list('suppressed')}, because mail to it failed for good or was unwanted`,
      flip: () => 'Enter another e-mail address in the books, or lift the stop on the invoice.',
    },
    unreadable,
  },
};
