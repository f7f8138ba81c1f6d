import type { UseFormReturnType } from '@mantine/form';
import type { OrganisationJson, SyncJson } from '../../../domain/api/organisations.ts';

/** What the settings form holds until it is saved. Numbers are NaN while their field is empty. */
export interface Settings extends Pick<OrganisationJson, 'timeZone' | 'language' | 'writeBack'> {
  staleAfterHours: number;
  paymentsWithinDays: number | null;
}
export type SettingsFormState = UseFormReturnType<Settings>;
export type Freshness = SyncJson['freshness'];

export const limits = {
  staleAfterHours: { min: 2, max: 168 },
  paymentsWithinDays: { min: 1, max: 90 },
} as const;

export function settingsOf(organisation: OrganisationJson, freshness: Freshness): Settings {
  const { timeZone, language, writeBack } = organisation;
  const { staleAfterHours, paymentsWithinDays } = freshness;
  return { timeZone, language, writeBack, staleAfterHours, paymentsWithinDays };
}

/** Fields whose number is outside what the server takes. */
export function wrongNumbers(settings: Settings): (keyof typeof limits)[] {
  const { staleAfterHours, paymentsWithinDays } = settings;
  const wrong: (keyof typeof limits)[] = [];
  if (!isWithin(staleAfterHours, limits.staleAfterHours)) wrong.push('staleAfterHours');
  if (paymentsWithinDays !== null && !isWithin(paymentsWithinDays, limits.paymentsWithinDays))
    wrong.push('paymentsWithinDays');
  return wrong;
}

function isWithin(value: number, { min, max }: { min: number; max: number }): boolean {
  return Number.isInteger(value) && value >= min && value <= max;
}
