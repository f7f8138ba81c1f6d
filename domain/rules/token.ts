/**
 * Text made comparable as BJ-10 decided: composed (NFC) and without case. Composing comes last, because lower-casing can take a
 * composed letter apart.
 */
export function foldText(text: string): string {
  return text.toLowerCase().normalize('NFC');
}

export interface TokenPlace {
  /** UTF-16 units from the start of the composed text. */
  position: number;
  /** The token as it stands there, with a little of what surrounds it. */
  excerpt: string;
}

const AROUND = 20;

/** Where the text contains the folded token; null when it does not. The token is plain text, never a pattern. */
export function findToken(text: string, foldedToken: string): TokenPlace | null {
  const folded = foldText(text);
  const position = folded.indexOf(foldedToken);
  if (position < 0) return null;
  const composed = text.normalize('NFC');
  // Lower-casing lengthens a few letters (İ); then only the folded text has the token at this position.
  const shown = composed.length === folded.length ? composed : folded;
  const excerpt = shown.slice(
    Math.max(0, position - AROUND),
    position + foldedToken.length + AROUND,
  );
  return { position, excerpt };
}
