export type Language = 'en' | 'fr';

const regions: Record<Language, readonly string[]> = {
  en: ['en-CA', 'en-US', 'en-GB'],
  fr: ['fr-CA', 'fr-FR', 'fr-BE'],
};

/** The region whose formats the person reads: the browser's when it is one of ours, else Canada. */
export function localeOf(language: Language): string {
  const wanted = regions[language];
  return navigator.languages.find((locale) => wanted.includes(locale)) ?? wanted[0] ?? language;
}
