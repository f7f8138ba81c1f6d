import type { PreparedRule } from '../rules/prepare.ts';

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
