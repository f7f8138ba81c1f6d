import type { Sentence } from '../books.ts';
import { english, type QuickBooksCode } from './sentences-en.ts';
import { french } from './sentences-fr.ts';

export type { QuickBooksCode } from './sentences-en.ts';

/** The sentences of every code, in both languages. */
export const quickbooksSentences = toBoth(Object.keys(english) as QuickBooksCode[]);

function toBoth(codes: QuickBooksCode[]): Record<QuickBooksCode, { en: Sentence; fr: Sentence }> {
  const both = codes.map((code) => [code, { en: english[code], fr: french[code] }] as const);
  return Object.fromEntries(both) as Record<QuickBooksCode, { en: Sentence; fr: Sentence }>;
}
