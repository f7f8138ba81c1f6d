/** Terms of the glossary page: its second-level headings. */
export function pageTerms(markdown: string): string[] {
  return [...markdown.matchAll(/^## (.+)$/gm)].map(([, term = '']) => term.trim());
}

/** Sentences about each term that stands on one side only. */
export function glossaryGaps(inCode: readonly string[], onPage: readonly string[]): string[] {
  return [
    ...inCode
      .filter((term) => !onPage.includes(term))
      .map((term) => `docs/words.md does not explain "${term}"`),
    ...onPage
      .filter((term) => !inCode.includes(term))
      .map((term) => `domain/words.ts does not hold "${term}"`),
  ];
}
