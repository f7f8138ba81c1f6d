import type { CustomerFacts } from '../gates/gate.ts';
import type { PreparedRule } from '../rules/prepare.ts';

/** A message holds no more invoices than a reader can take in; the others follow in another one. */
export const MAX_TOGETHER = 200;

/** Whom a message about this customer's invoices chases: the parent, where the parent is billed in its place (E28). */
export function chasedId({
  id,
  parentId,
  billWithParent,
}: Pick<CustomerFacts, 'id' | 'parentId' | 'billWithParent'>): string {
  return billWithParent && parentId !== null ? parentId : id;
}

/**
 * What messages must have in common to leave as one (product.md 4, idea 5): whom they chase, the currency (E7: amounts of two are never
 * added), who gets them, and whether they chase at all. Null when the rule writes about each invoice by itself, or nobody is known to
 * write to. Unique inside one organisation; `digest` keeps addresses out of keys.
 */
export function bundleOf(
  rule: Pick<PreparedRule, 'settings' | 'reminderClass'>,
  about: { chasedId: string | null; currency: string | null; recipients: string[] },
  digest: (text: string) => string,
): string | null {
  const { chasedId, currency, recipients } = about;
  if (!rule.settings.bundle || chasedId === null || currency === null) return null;
  const purpose = rule.reminderClass === 'new_invoice' ? 'notice' : 'reminder';
  const addresses = recipients.map((address) => address.toLowerCase()).sort();
  return `${purpose}:${digest(JSON.stringify([chasedId, currency, ...addresses]))}`;
}
