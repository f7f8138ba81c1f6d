/**
 * QuickBooks has no field for "void" (facts: QuickBooks 2.4). Voiding leaves an amount of zero and the note "Voided" before the user's
 * own. Companies in other languages may get another word, unproven; such an invoice then counts as paid, which stops messages just as
 * well, and such a payment holds no money either way.
 */
export function isVoid(totalMinor: number, note: string | null): boolean {
  return totalMinor === 0 && /^\s*voided\b/i.test(note ?? '');
}
