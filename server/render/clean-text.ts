/** Control characters, line and paragraph separators: in a header they could begin another one (facts: security 8). */
const CONTROL = /[\p{Cc}\u2028\u2029]+/gu;
/** Characters that make text read in another order than it is stored, e.g. a file or company name that shows backwards. */
const BIDI_OVERRIDE = /[\u202A-\u202E\u2066-\u2069]/g;

/** One line of plain text, safe as a header and as a name in a sentence. */
export function toOneLine(text: string): string {
  return text.replace(BIDI_OVERRIDE, '').replace(CONTROL, ' ').replace(/ {2,}/g, ' ').trim();
}

/** Plain text whose line breaks stay. */
export function toPlainText(text: string): string {
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  return lines.map((line) => line.replace(BIDI_OVERRIDE, '').replace(CONTROL, ' ')).join('\n');
}

/** Text as it stands in HTML, also inside a quoted attribute. */
export function escapeHtml(text: string): string {
  const entities: Record<string, string> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '');
}
