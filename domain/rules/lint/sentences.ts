import { sayIn } from '../../gates/say.ts';
import type { Finding } from './finding.ts';
import { english } from './sentences-en.ts';
import { french } from './sentences-fr.ts';

/** What was found, and what to do, in the language of the locale (`en-CA`, `fr-FR` …). */
export function findingWords(
  { code, saw }: Pick<Finding, 'code' | 'saw'>,
  locale: string,
): { says: string; todo: string } {
  const wordings = locale.toLowerCase().startsWith('fr') ? french : english;
  const say = sayIn(locale, saw);
  return { says: wordings[code].says(say), todo: wordings[code].todo(say) };
}
