/** Parts of the settings, by the names of their addresses (ux 4.5). */
export const settingsParts = [
  'company',
  'connection',
  'invoicing',
  'sending',
  'autopay',
  'write-back',
] as const;
export type SettingsPart = (typeof settingsParts)[number];
