import type { Say, Wording, Wordings } from './say.ts';

const memoFields: Record<string, string> = {
  memoOnInvoice: 'the message on the invoice',
  memoOnStatement: 'the message on the statement',
};
const sources: Record<string, string> = {
  invoice: 'the invoice',
  customer: 'the customer',
  parent: 'the parent customer',
};
const connectionReasons: Record<string, string> = {
  disconnected: 'the books are disconnected',
  paused: 'the connection to the books is paused',
};
const states: Record<string, string> = {
  planned: 'is planned for',
  claimed: 'is being sent on',
  sent: 'was sent on',
  unknown: 'may have been sent on',
};

const unreadable: Wording = {
  says: () => 'a value could not be read, so nothing is sent',
  flip: () => 'Look at the invoice and the rule, correct what is odd, then sync again.',
};
const invalidRule: Wording = {
  says: () => 'this rule is not complete, so it never fires',
  flip: () => 'Open the rule, complete it and save.',
};
const noCustomer: Wording = {
  says: () => 'the invoice names no customer',
  flip: () => 'Choose the customer of this invoice in the books.',
};
const noDueDate: Wording = {
  says: () => 'the invoice has no due date',
  flip: () => 'Give the invoice a due date in the books.',
};
const off: Wording = { says: () => 'this filter is off' };

const days = (count: number) => (count === 1 ? '1 day' : `${count} days`);
const hours = (count: number) => (count === 1 ? '1 hour' : `${count} hours`);
const languages: Record<string, string> = { en: 'English', fr: 'French' };
const autopayHalves = ({ saw }: Say) =>
  saw.customerOn
    ? 'the customer is enabled, but the invoice does not meet the conditions'
    : 'the customer is not enabled';
const wasLateBefore = 'it was late before reminders were turned on';
const found = ({ text }: Say) =>
  `${memoFields[text('field')] ?? 'the memo'} contains “${text('token')}”`;
const delivery = ({ text, day }: Say) =>
  `${states[text('state')] ?? 'exists for'} ${day('onDate')}`;
const createdOn = ({ saw, day }: Say) =>
  saw.field === 'entry' ? `entered on ${day('createdOn')}` : `dated ${day('createdOn')}`;
const nextDay = ({ saw, day }: Say) =>
  saw.nextOn
    ? `Nothing to do: the next one is due on ${day('nextOn')}.`
    : 'Add a later day to this rule.';

export const english: Wordings = {
  'tenant-live': {
    name: 'Connection to the books',
    live: { says: () => 'the books are connected' },
    'not-live': {
      says: ({ text }) =>
        `${connectionReasons[text('liveReason')] ?? 'the books no longer let us in'}; sending has stopped`,
      flip: () => 'Connect the books again.',
    },
    unreadable,
  },
  'reminders-on': {
    name: 'Send reminders',
    on: { says: () => 'reminders are on' },
    off: {
      says: () => 'reminders are off for the whole organisation',
      flip: () => 'Turn on “Send reminders” on the Rules page.',
    },
    unreadable,
  },
  'rule-enabled': {
    name: 'Rule is on',
    on: { says: () => 'this rule is on' },
    off: { says: () => 'this rule is off', flip: () => 'Turn this rule on.' },
    'invalid-rule': invalidRule,
    unreadable,
  },
  'document-status': {
    name: 'Status of the invoice',
    open: { says: () => 'the invoice is open' },
    paid: { says: () => 'the invoice is paid' },
    void: { says: () => 'the invoice is void' },
    deleted: { says: () => 'the invoice was deleted in the books' },
    unreadable,
  },
  'books-complete': {
    name: 'Details in the books',
    complete: { says: () => 'customer, due date and currency are known' },
    'no-customer': noCustomer,
    'customer-not-synced': {
      says: () => 'the customer of this invoice has not been read from the books yet',
      flip: () => 'Sync again.',
    },
    'no-due-date': noDueDate,
    'no-currency': {
      says: () => 'the invoice has no currency',
      flip: () => 'Give the invoice a currency in the books.',
    },
    unreadable,
  },
  'books-fresh': {
    name: 'Age of the books',
    fresh: {
      says: ({ day, number }) =>
        `the books were read on ${day('readOn')}, within ${hours(number('staleAfterHours'))}`,
    },
    'never-read': {
      says: () => 'the books have not been read completely yet',
      flip: () => 'Wait until the first sync has ended, or start it again.',
    },
    'sync-stale': {
      says: ({ day, number }) =>
        `the books were last read on ${day('readOn')}, more than ${hours(number('staleAfterHours'))} ago`,
      flip: () => 'Sync now; if that fails, look at the connection to the books.',
    },
    'payments-stale': {
      says: ({ day, number }) =>
        `the newest payment in the books is of ${day('lastPaymentOn')}, more than ${days(number('paymentsWithinDays'))} ago`,
      flip: () => 'Record the latest payments in the books, or confirm that they are reconciled.',
    },
    'no-payments': {
      says: ({ number }) =>
        `no payment is recorded in the books, and one within ${days(number('paymentsWithinDays'))} is required`,
      flip: () => 'Record the latest payments in the books, or confirm that they are reconciled.',
    },
    unreadable,
  },
  'first-sync': {
    name: 'Invoices from before',
    new: { says: () => 'this invoice was not set aside when reminders were turned on' },
    'left-alone': {
      says: () => `${wasLateBefore}, and such invoices are left alone`,
      flip: () => 'Release the invoice to have it reminded.',
    },
    'starts-later': {
      says: ({ day }) => `${wasLateBefore}, and its turn comes on ${day('startOn')}`,
      flip: ({ day }) => `Nothing to do: its turn comes on ${day('startOn')}.`,
    },
    started: { says: ({ day }) => `${wasLateBefore}, and its turn came on ${day('startOn')}` },
    'not-late': { says: () => 'its due date was moved, so it goes by that date again' },
    unreadable,
  },
  'customer-active': {
    name: 'Active customer',
    active: { says: ({ text }) => `${text('customer')} is active in the books` },
    inactive: {
      says: ({ text }) => `${text('customer')} is inactive in the books`,
      flip: () => 'Make the customer active in the books, or settle the invoice.',
    },
    'no-customer': noCustomer,
    unreadable,
  },
  customers: {
    name: 'Customers',
    listed: { says: ({ text }) => `${text('customer')} is in this rule’s list` },
    'not-listed': {
      says: ({ text }) => `${text('customer')} is not in this rule’s list`,
      flip: () => 'Add the customer to the list of this rule.',
    },
    excluded: {
      says: ({ text }) => `${text('customer')} is left out of this rule`,
      flip: () => 'Take the customer off the list of this rule.',
    },
    'not-excluded': { says: ({ text }) => `${text('customer')} is not left out of this rule` },
    'invalid-rule': {
      says: () => 'this rule sends only to listed customers, and none is listed',
      flip: () => 'List at least one customer in this rule.',
    },
    unreadable,
  },
  memo: {
    name: 'Memo',
    off,
    found: { says: found },
    'not-found': { says: ({ text }) => `the memo does not contain “${text('token')}”` },
    'token-missing': {
      says: ({ text }) => `the memo does not contain “${text('token')}”`,
      flip: ({ text }) => `Add “${text('token')}” to the message on the invoice in the books.`,
    },
    'token-present': {
      says: found,
      flip: ({ text }) => `Remove “${text('token')}” from the memo in the books.`,
    },
    'invalid-rule': {
      says: () => 'this rule searches the memo for an empty text',
      flip: () => 'Enter the text to search for, or turn the memo filter off.',
    },
    unreadable,
  },
  'created-before': {
    name: 'Created before',
    off,
    recent: { says: (say) => `${createdOn(say)}, not before ${say.day('limitOn')}` },
    'created-before': {
      says: (say) => `${createdOn(say)}, which is before ${say.day('limitOn')}`,
      flip: ({ day }) => `Set the date in this rule to ${day('createdOn')} or earlier.`,
    },
    unreadable,
  },
  terms: {
    name: 'Payment terms',
    'term-on': { says: ({ text }) => `payment terms ${text('termName')} are on in this rule` },
    'term-off': {
      says: ({ text }) => `payment terms ${text('termName')} are switched off in this rule`,
      flip: ({ text }) => `Turn on payment terms ${text('termName')} in this rule.`,
    },
    'no-terms-on': { says: () => 'invoices without payment terms are on in this rule' },
    'no-terms-off': {
      says: () => 'the invoice has no payment terms, and such invoices are off in this rule',
      flip: () => 'Turn on “No terms” in this rule.',
    },
    'new-term-on': {
      says: ({ text }) => `payment terms ${text('termName')} are new, and new terms are on`,
    },
    'new-term-off': {
      says: ({ text }) =>
        `payment terms ${text('termName')} are newer than this rule, and new terms are off`,
      flip: ({ text }) => `Turn on payment terms ${text('termName')} in this rule.`,
    },
    unreadable,
  },
  currency: {
    name: 'Currency',
    any: { says: () => 'the rule is about every currency' },
    listed: { says: ({ text }) => `the rule is about ${text('currency')}` },
    'not-listed': {
      says: ({ text, list }) =>
        `the invoice is in ${text('currency')}, and the rule only about ${list('listed')}`,
      flip: ({ text }) => `Add ${text('currency')} to the currencies of this rule.`,
    },
    unreadable,
  },
  language: {
    name: 'Language',
    any: { says: () => 'the rule is about customers of every language' },
    listed: { says: ({ text }) => `the customer reads ${languages[text('language')] ?? '–'}` },
    'not-listed': {
      says: ({ text }) =>
        `the customer reads ${languages[text('language')] ?? '–'}, and the rule is for others`,
      flip: () => 'Change the languages of this rule, or the language of the customer.',
    },
    unreadable,
  },
  autopay: {
    name: 'Autopay',
    any: off,
    on: { says: () => 'autopay is on: the customer is enabled and the invoice is eligible' },
    off: { says: (say) => `autopay is off: ${autopayHalves(say)}` },
    'is-on': {
      says: () => 'autopay is on for this invoice, and the rule only writes when it is off',
      flip: () => 'Turn autopay off for this customer, or change the rule.',
    },
    'is-off': {
      says: (say) => `the rule only writes when autopay is on, and ${autopayHalves(say)}`,
      flip: () => 'Turn autopay on for this customer, or change the rule.',
    },
    unreadable,
  },
  balance: {
    name: 'Open amount',
    open: { says: ({ money }) => `${money('openMinor')} is open` },
    'part-paid': {
      says: ({ money }) => `${money('openMinor')} of ${money('totalMinor')} is still open`,
    },
    'nothing-open': { says: () => 'nothing is open on this invoice' },
    'in-credit': { says: ({ money }) => `the balance is in credit (${money('openMinor')})` },
    tolerated: {
      says: ({ money }) =>
        `${money('openMinor')} is open, and amounts up to ${money('limitMinor')} are not chased`,
      flip: () => 'Lower the smallest amount under Settings › Sending.',
    },
    'below-minimum': {
      says: ({ money }) =>
        `${money('openMinor')} is open, less than the ${money('limitMinor')} from which this rule writes`,
      flip: () => 'Lower the smallest open amount in this rule.',
    },
    unreadable,
  },
  'net-position': {
    name: 'Open credits',
    'no-credit': { says: () => 'the customer has no credit and no money on account' },
    owed: {
      says: ({ money }) =>
        `the customer owes ${money('netMinor')}: ${money('openMinor')} open less ${money('creditMinor')} in credits and money on account`,
    },
    covered: {
      says: ({ money }) =>
        `${money('creditMinor')} in credits and money on account covers all ${money('openMinor')} that is open`,
      flip: () => 'Apply the credit or the payment to the invoices in the books.',
    },
    shown: {
      says: ({ money }) =>
        `${money('creditMinor')} in credits and money on account is shown in the message, and all ${money('openMinor')} is chased`,
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
    unreadable,
  },
};
