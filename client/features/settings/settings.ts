import type { UseFormReturnType } from '@mantine/form';
import type { OrganisationJson } from '../../../domain/api/organisations.ts';

/** What the settings form holds until it is saved. */
export type Settings = Pick<OrganisationJson, 'timeZone' | 'language' | 'writeBack'>;
export type SettingsFormState = UseFormReturnType<Settings>;

export function settingsOf({ timeZone, language, writeBack }: OrganisationJson): Settings {
  return { timeZone, language, writeBack };
}
