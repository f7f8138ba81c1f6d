/** The books refuse: what a validation error of the API says. */
export class Invalid extends Error {
  readonly messages: string[];

  constructor(...messages: string[]) {
    super(messages.join(' '));
    this.messages = messages;
  }
}

export const problems = {
  status: () => new Invalid('Invoice not of valid status for modification'),
  numberTaken: () => new Invalid('Invoice # must be unique.'),
  nameTaken: (name: string) =>
    new Invalid(
      `The contact name ${name} is already assigned to another contact. The contact name must be unique across all active contacts.`,
    ),
  email: () => new Invalid('Email address must be valid.'),
  tooMuch: () => new Invalid('Payment amount exceeds the amount outstanding on this document'),
  noCreditNote: () =>
    new Invalid('An existing Credit Note with the specified CreditNoteID could not be found'),
  noDocument: () =>
    new Invalid('The document with the supplied id was not found for this endpoint.'),
  locked: (day: string) =>
    new Invalid(
      `The document date cannot be before the period lock date, currently set at ${day}.`,
    ),
};
