import type { FindingWordings, Say } from './wording.ts';

const languages: Record<string, string> = { en: 'English', fr: 'French' };
const customers = (count: number) => (count === 1 ? '1 customer' : `${count} customers`);
const invoices = (count: number) => (count === 1 ? '1 invoice' : `${count} invoices`);
const onDays = ({ list, saw }: Say) =>
  Array.isArray(saw['days']) && saw['days'].length > 1
    ? `on days ${list('days')}`
    : `on day ${list('days')}`;
const filtered = ({ saw }: Say) => {
  const named = Array.isArray(saw['terms']) ? saw['terms'] : [];
  return [...named, ...(saw['withoutTerms'] === true ? ['no terms'] : [])].join(', ');
};

export const english: FindingWordings = {
  'not-usable': {
    says: () => 'This rule is not complete, so it never sends.',
    todo: () => 'Open it, complete it and save.',
  },
  'same-day': {
    says: (say) =>
      `“${say.text('other')}” may write to the same customers ${onDays(say)}; one message leaves, and it is that of the rule higher up.`,
    todo: () => 'Change the days of one, or let their filters leave no invoice to both.',
  },
  overlap: {
    says: (say) =>
      `“${say.text('other')}” may remind of the same invoices: together they write ${onDays(say)}.`,
    todo: () => 'Nothing, if that is what you want; otherwise narrow the filters of one.',
  },
  'never-first': {
    says: (say) =>
      `“${say.text('other')}” stands higher and writes about all the same invoices ${onDays(say)}, so this rule never does on these days.`,
    todo: () => 'Change these days, move this rule up, or narrow the other one.',
  },
  'after-due-date': {
    says: (say) =>
      `Before a weekend or holiday the message ${onDays(say)} would wait until after the due date, and is not sent at all.`,
    todo: () => 'Let it leave on the sending day before.',
  },
  'days-ahead': {
    says: ({ day }) =>
      `Every invoice created before ${day('on')} is skipped, and that day is still ahead.`,
    todo: () => 'Choose an earlier day, or wait until then.',
  },
  'minimum-above-all': {
    says: ({ money }) =>
      `The minimum of ${money('limitMinor')} is above every open invoice in this currency.`,
    todo: () => 'Lower the minimum.',
  },
  'no-listed-customer': {
    says: ({ number }) =>
      `None of the listed customers (${number('listed')}) is active in the books, so nobody is written to.`,
    todo: () => 'List other customers, or send to all except some.',
  },
  'new-customers-left-out': {
    says: () => 'New customers are not written to until you add them to the list.',
    todo: () => 'Nothing, if that is what you want.',
  },
  'new-customers-included': {
    says: () => 'New customers are written to as soon as they appear in the books.',
    todo: () => 'Nothing, if that is what you want.',
  },
  'memo-nothing': {
    says: ({ text, saw, number }) =>
      `“${text('token')}” stands in no memo of the ${invoices(number('of'))} of the last year, so ${
        saw['mode'] === 'include' ? 'nothing would be sent' : 'nothing is skipped'
      }.`,
    todo: () => 'Check the spelling, or write it into the memos in the books.',
  },
  'memo-everything': {
    says: ({ text, saw, number }) =>
      `“${text('token')}” stands in the memo of all ${invoices(number('of'))} of the last year, so ${
        saw['mode'] === 'include' ? 'the filter leaves nothing out' : 'everything is skipped'
      }.`,
    todo: () => 'Choose a text that cannot occur by accident.',
  },
  'terms-none': {
    says: () => 'Every invoice that has payment terms is ignored.',
    todo: () => 'Switch on the payment terms you want to write about.',
  },
  'nothing-left': {
    says: () => 'All payment terms and “No terms” are off, so every invoice is ignored.',
    todo: () => 'Switch on the payment terms you want to write about.',
  },
  'new-terms-left-out': {
    says: () => 'Invoices with payment terms that appear later are ignored.',
    todo: () => 'Nothing, if that is what you want.',
  },
  'terms-uncovered': {
    says: (say) =>
      `No overdue rule looks at these payment terms: ${filtered(say)} (${invoices(say.number('invoices'))} open).`,
    todo: () => 'Switch them on in a rule, if these invoices should be reminded of.',
  },
  'autopay-off': {
    says: ({ saw }) =>
      saw['mode'] === 'on'
        ? 'This rule writes only when autopay is on, but autopay is off in the settings, so it never sends.'
        : 'Autopay is off in the settings, so this filter leaves nothing out.',
    todo: () => 'Turn autopay on in the settings, or set the filter to any.',
  },
  'template-gone': {
    says: ({ text }) => `The template of day ${text('days')} no longer exists.`,
    todo: () => 'Choose another template for this day.',
  },
  'template-language': {
    says: ({ text, number }) =>
      `“${text('en')}” has no ${languages[text('language')] ?? text('language')} text, and ${customers(number('readers'))} of this rule would get it in that language.`,
    todo: () => 'Complete the template, or choose another one.',
  },
};
