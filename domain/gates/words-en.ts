import type { Say, Wording } from './say.ts';

export const memoFields: Record<string, string> = {
  memoOnInvoice: 'the message on the invoice',
  memoOnStatement: 'the message on the statement',
};
export const sources: Record<string, string> = {
  invoice: 'the invoice',
  customer: 'the customer',
  parent: 'the parent customer',
};
export const connectionReasons: Record<string, string> = {
  disconnected: 'the books are disconnected',
  paused: 'the connection to the books is paused',
};
export const states: Record<string, string> = {
  planned: 'is planned for',
  claimed: 'is being sent on',
  sent: 'was sent on',
  unknown: 'may have been sent on',
};

export const unreadable: Wording = {
  says: () => 'a value could not be read, so nothing is sent',
  flip: () => 'Look at the invoice and the rule, correct what is odd, then sync again.',
};
export const invalidRule: Wording = {
  says: () => 'this rule is not complete, so it never fires',
  flip: () => 'Open the rule, complete it and save.',
};
export const noCustomer: Wording = {
  says: () => 'the invoice names no customer',
  flip: () => 'Choose the customer of this invoice in the books.',
};
export const noDueDate: Wording = {
  says: () => 'the invoice has no due date',
  flip: () => 'Give the invoice a due date in the books.',
};
export const off: Wording = { says: () => 'this filter is off' };

export const days = (count: number) => (count === 1 ? '1 day' : `${count} days`);
export const hours = (count: number) => (count === 1 ? '1 hour' : `${count} hours`);
export const languages: Record<string, string> = { en: 'English', fr: 'French' };
export const autopayHalves = ({ saw }: Say) =>
  saw.customerOn
    ? 'the customer is enabled, but the invoice does not meet the conditions'
    : 'the customer is not enabled';
export const wasLateBefore = 'it was late before reminders were turned on';
export const found = ({ text }: Say) =>
  `${memoFields[text('field')] ?? 'the memo'} contains “${text('token')}”`;
export const delivery = ({ text, day }: Say) =>
  `${states[text('state')] ?? 'exists for'} ${day('onDate')}`;
export const createdOn = ({ saw, day }: Say) =>
  saw.field === 'entry' ? `entered on ${day('createdOn')}` : `dated ${day('createdOn')}`;
export const muteLevels: Record<string, string> = {
  organisation: 'everything is muted',
  customer: 'the customer is muted',
  invoice: 'the invoice is muted',
};
export const because = ({ saw, text }: Say) => (saw.why ? ` (${text('why')})` : '');
export const until = ({ saw, day }: Say) => (saw.untilOn ? ` until ${day('untilOn')}` : '');
export const nextDay = ({ saw, day }: Say) =>
  saw.nextOn
    ? `Nothing to do: the next one is due on ${day('nextOn')}.`
    : 'Add a later day to this rule.';
