/** HTML that is safe to put into a page as it is. Only `html` makes it, from texts it has escaped. */
export interface Html {
  readonly markup: string;
}

type Piece = string | number | Html | readonly Html[];

/** Tagged template: every text that is put in is escaped; pieces of `html` are not escaped twice. */
export function html(literals: TemplateStringsArray, ...pieces: Piece[]): Html {
  const markup = literals.reduce(
    (text, literal, index) => text + toMarkup(pieces[index - 1] ?? '') + literal,
  );
  return { markup };
}

function toMarkup(piece: Piece): string {
  if (typeof piece === 'string' || typeof piece === 'number') return escapeText(String(piece));
  return 'markup' in piece ? piece.markup : piece.map(({ markup }) => markup).join('');
}

function escapeText(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
