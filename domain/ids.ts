/**
 * Branded ids: a customer's id cannot be passed where an invoice's is meant. Ids of ledger records are the ledger's own texts and are
 * unique only inside one organisation (E23, E25); ids of Dunlin's own records are UUIDs.
 */
type Id<Name extends string> = string & { readonly __id: Name };

export type OrganisationId = Id<'organisation'>;
export type PersonId = Id<'person'>;
export type ConnectionId = Id<'connection'>;
export type InvoiceId = Id<'invoice'>;
export type CustomerId = Id<'customer'>;
export type TermId = Id<'term'>;
export type PaymentId = Id<'payment'>;
export type CreditId = Id<'credit'>;
export type AttachmentId = Id<'attachment'>;
export type RuleId = Id<'rule'>;
export type DeliveryId = Id<'delivery'>;

/** Names a text as an id of the wanted kind; the caller guarantees that the text came from such a record. */
export function asId<T extends Id<string>>(text: string): T {
  return text as T;
}
