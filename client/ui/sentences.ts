import { useLocale, useTranslations } from 'use-intl';
import type { Language } from './locale.ts';

/** Parts of the catalogue that hold one sentence for each code that the server may send. */
type CodeFamily =
  | 'a2.problem'
  | 'a2.choose.state'
  | 'o1.error'
  | 'o2.kind'
  | 'r6.check'
  | 'reason'
  | 'evidence'
  | 'channel'
  | 'invoiceField'
  | 'writtenField'
  | 'sentState';

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

/**
 * A reason in words, whether a gate gave it (`balance/nothing-open`), Dunlin itself (`rule-deleted`) or an outside system
 * (`quickbooks.timeout`: the sentence names no system, so the part before the dot is left out). Null when not known.
 */
export function useReason(): (code: string) => string | null {
  const sentence = useCodeSentence();
  return (code) => {
    const detail = code.slice(code.indexOf('.') + 1);
    return (
      sentence('reason', code.replace('/', '-')) ??
      sentence('reason', code.slice(code.indexOf('/') + 1)) ??
      sentence('o1.error', detail) ??
      sentence('reason', ofMailStatus(detail))
    );
  };
}

/** What a mail server's numbered answer (`550-5.1.1`, `450`) means; an empty code for anything else. */
function ofMailStatus(detail: string): string {
  if (/^5\d\d\b/.test(detail)) return 'mail-refused';
  return /^4\d\d\b/.test(detail) ? 'mail-later' : '';
}

/** The text is checked with `has` before it is used as a key. */
function asKey<Key extends string>(text: string): Key {
  return text as Key;
}

/** The person's language, for the sentences that live in `domain`. */
export function useLanguageCode(): Language {
  return useLocale().startsWith('fr') ? 'fr' : 'en';
}
