import { type Say, sayIn } from '../../gates/say.ts';
import type { Finding, FindingCode } from './finding.ts';
import { english } from './sentences-en.ts';
import { french } from './sentences-fr.ts';

export type { Say };

/** One finding in words: what is so, and what a person can do about it. */
export interface FindingWording {
  says: (say: Say) => string;
  todo: (say: Say) => string;
}

export type FindingWordings = Record<FindingCode, FindingWording>;

/** What was found, and what to do, in the language of the locale (`en-CA`, `fr-FR` …). */
export function findingWords(
  { code, saw }: Pick<Finding, 'code' | 'saw'>,
  locale: string,
): { says: string; todo: string } {
  const wordings = locale.toLowerCase().startsWith('fr') ? french : english;
  const say = sayIn(locale, saw);
  return { says: wordings[code].says(say), todo: wordings[code].todo(say) };
}
