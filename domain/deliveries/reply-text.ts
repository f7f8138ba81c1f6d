/** Characters of a reply that a task shows. */
const MOST = 500;

/**
 * The first lines of what a person wrote: without the message that their mail program quoted below it, without control characters and
 * marks that turn the direction of text, at most 500 characters.
 */
export function firstLines(text: string): string {
  const lines = text.replaceAll('\r\n', '\n').split('\n');
  const quoted = lines.findIndex(
    (line, index) =>
      /^\s*>/.test(line) ||
      /^\s*-{2,}\s*(original message|message d.origine)/i.test(line) ||
      (/^\s*(on|le)\b.{6,200}(wrote|[ée]crit)\s*:\s*$/i.test(line) && index > 0),
  );
  const own = (quoted < 0 ? lines : lines.slice(0, quoted)).join('\n').trim();
  const plain = (own === '' ? text : own)
    .replace(/[^\P{Cc}\n]|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu, ' ')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  const letters = [...plain];
  return letters.length <= MOST ? plain : `${letters.slice(0, MOST - 1).join('')}…`;
}
