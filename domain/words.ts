/**
 * The words of Dunlin, one meaning each: tables, types, routes, screens and logs use them and no others. `docs/words.md` explains each
 * one; `npm run check` fails when a word stands in one place only.
 */
export const words = {
  organisation: 'one business: one tenant, with at most one live connection to one set of books',
  books: 'the accounting system of an organisation; also called its ledger',
  connection: 'the OAuth link to the books: tokens, scopes, sync cursors, health',
  mirror: 'our copy of ledger records, changed by sync alone',
  credit: 'a credit memo of the books: what the business owes a customer',
  'net position': 'what one customer owes in one currency, less credits and money on account',
  import: 'the first reading of everything in the books',
  sweep: 'a reading of what changed since the last one',
  check: 'a comparison of mirror and books that finds what every other reading missed',
  quarantine: 'invoices that were late before going live, and what the owner chose for them',
  mute: 'silence that a person asked for: of an invoice, a customer or everything, with a last day or none',
  promise: 'what a customer said it will pay, and by when; kept, broken or withdrawn',
  dispute: 'what a customer does not accept about an invoice, with an owner and an end',
  task: 'a case for a person; the same cause makes one',
  rule: 'a reminder rule: type, condition, filters, steps, e-mail settings',
  finding: 'something odd about the rules, with what a person can do about it',
  step: 'one rule day and the template it sends; keeps its id when edited',
  plan: 'a rule, or a set of rules, with the invoice-sending template at its head',
  template: 'subject and body in Liquid, in English and French; built in or of the organisation',
  'sending run':
    'one request to send invoices, of a person or by the clock; shows what became of each',
  'sending day':
    'a day on which messages may leave: an open weekday that is no holiday of the organisation',
  autopay: 'an invoice that the organisation charges by itself; decided by customer and invoice',
  gate: 'one check that an invoice must pass before a step is sent: pass, skip or hold',
  decision: 'the stored result of all gates for one invoice and one step, with what they saw',
  forecast:
    'the days ahead, played with the planner’s and the sender’s own functions; nothing is sent',
  bundle: 'deliveries of one customer, currency and recipients that leave as one message',
  delivery: 'one message on its way to one customer by one channel; one row per attempt',
  channel: 'a way to a customer: e-mail, Peppol, portal',
  evidence: 'what a channel reported about a delivery, with time and raw id',
  copy: 'what one recipient gets of a message; its state follows from the evidence about it',
  reply:
    'a person’s answer to a message; reminders to the customer wait, and it goes on to the organisation',
  proof: 'everything known about one message, as a PDF and as JSON that name the same checksum',
  'suppressed address':
    'an address that gets nothing more: mail to it failed for good, or its owner complained',
  'write-back': 'a change that Dunlin makes in the books',
  'to send': 'invoice status: not sent to the customer yet',
  'sending mark': 'what Dunlin itself knows about the sending of an invoice',
  due: 'invoice status: sent, open, and not past its due date',
  overdue: 'invoice status: open and past its due date',
  paid: 'invoice status: nothing is left to pay',
  void: 'invoice status: cancelled in the books',
  'to verify': 'the list of facts that a person must confirm before they are used',
  'consent choice':
    'several companies that one consent at the vendor covers, until the person says which to connect',
  practice: 'an accounting firm; its clients are organisations',
} as const satisfies Record<string, string>;
