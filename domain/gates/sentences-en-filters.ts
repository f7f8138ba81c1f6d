import type { Wordings } from './say.ts';
import {
  connectionReasons,
  unreadable,
  invalidRule,
  noCustomer,
  noDueDate,
  off,
  days,
  hours,
  languages,
  autopayHalves,
  wasLateBefore,
  found,
  createdOn,
} from './words-en.ts';

/** Whether a rule is about the invoice at all, and whether the books can be trusted. */
export const englishFilters: Pick<
  Wordings,
  | 'tenant-live'
  | 'reminders-on'
  | 'rule-enabled'
  | 'document-status'
  | 'books-complete'
  | 'books-fresh'
  | 'first-sync'
  | 'customer-active'
  | 'customers'
  | 'memo'
  | 'created-before'
  | 'terms'
  | 'currency'
  | 'language'
  | 'autopay'
  | 'balance'
  | 'net-position'
> = {
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
};
