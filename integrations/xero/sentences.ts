import type { Sentence } from '../books.ts';
import { english, type XeroCode } from './sentences-en.ts';
import { french } from './sentences-fr.ts';

export type { XeroCode } from './sentences-en.ts';

/** The sentences of every code, in both languages. */
export const xeroSentences = toBoth(Object.keys(english) as XeroCode[]);

function toBoth(codes: XeroCode[]): Record<XeroCode, { en: Sentence; fr: Sentence }> {
  const both = codes.map((code) => [code, { en: english[code], fr: french[code] }] as const);
  return Object.fromEntries(both) as Record<XeroCode, { en: Sentence; fr: Sentence }>;
}
