import type { SyncJson } from '../../../domain/api/organisations.ts';

/** Numbers are NaN while their field is empty. */
export type Freshness = Pick<SyncJson['freshness'], 'staleAfterHours' | 'paymentsWithinDays'>;

export const limits = {
  staleAfterHours: { min: 2, max: 168 },
  paymentsWithinDays: { min: 1, max: 90 },
} as const;

export function freshnessOf({ staleAfterHours, paymentsWithinDays }: Freshness): Freshness {
  return { staleAfterHours, paymentsWithinDays };
}

/** Fields whose number is outside what the server takes. */
export function wrongNumbers({
  staleAfterHours,
  paymentsWithinDays,
}: Freshness): (keyof typeof limits)[] {
  const wrong: (keyof typeof limits)[] = [];
  if (!isWithin(staleAfterHours, limits.staleAfterHours)) wrong.push('staleAfterHours');
  if (paymentsWithinDays !== null && !isWithin(paymentsWithinDays, limits.paymentsWithinDays))
    wrong.push('paymentsWithinDays');
  return wrong;
}

function isWithin(value: number, { min, max }: { min: number; max: number }): boolean {
  return Number.isInteger(value) && value >= min && value <= max;
}
