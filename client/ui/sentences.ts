import { useLocale, useTranslations } from 'use-intl';
import type { Language } from './locale.ts';

/** Parts of the catalogue that hold one sentence for each code that the server may send. */
type CodeFamily =
  | 'a2.problem'
  | 'o1.error'
  | 'o2.kind'
  | 'reason'
  | 'evidence'
  | 'channel'
  | 'connectionReason';

type Values = Record<string, string | number>;

/** Finds the sentence of a code; null when this client does not know the code. Codes with dots are stored with hyphens. */
export function useCodeSentence(): (
  family: CodeFamily,
  code: string,
  values?: Values,
) => string | null {
  const t = useTranslations();
  return (family, code, values = {}) => {
    const key = asKey<Parameters<typeof t.has>[0]>(`${family}.${code.replaceAll('.', '-')}`);
    return t.has(key) ? t(key, values) : null;
  };
}

/** The text is checked with `has` before it is used as a key. */
function asKey<Key extends string>(text: string): Key {
  return text as Key;
}

/** The person's language, for the sentences that live in `domain`. */
export function useLanguageCode(): Language {
  return useLocale().startsWith('fr') ? 'fr' : 'en';
}
