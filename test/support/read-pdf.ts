import { inflateSync } from 'node:zlib';

/**
 * The text of a PDF with embedded fonts, page by page, by what the file itself says: objects, packed streams, the table of each font that
 * tells which letters its glyphs stand for. A line of the page becomes a line.
 */
export function readPdf(file: Buffer): string[] {
  const objects = objectsOf(file);
  const fonts = new Map<string, Map<string, string>>();
  for (const [, { head }] of objects)
    for (const [, name, ref] of head.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const unicode = /\/ToUnicode (\d+) 0 R/.exec(objects.get(ref ?? '')?.head ?? '')?.[1];
      const table = unicode && objects.get(unicode)?.stream;
      if (name && table) fonts.set(name, lettersOf(table));
    }
  const pages = [...objects.values()].filter(({ head }) => /\/Type \/Page\b/.test(head));
  return pages.map(({ head }) => {
    const content = /\/Contents (\d+) 0 R/.exec(head)?.[1];
    return textOf(objects.get(content ?? '')?.stream ?? '', fonts);
  });
}

function objectsOf(file: Buffer): Map<string, { head: string; stream: string | null }> {
  const found = new Map<string, { head: string; stream: string | null }>();
  const text = file.toString('latin1');
  for (const match of text.matchAll(/(\d+) 0 obj\n([\s\S]*?)(?:endobj|stream\n)/g)) {
    const [whole, id = '', head = ''] = match;
    const from = match.index + whole.length;
    const length = Number(/\/Length (\d+)/.exec(head)?.[1] ?? 0);
    const bytes = whole.endsWith('stream\n') ? file.subarray(from, from + length) : null;
    const isPacked = head.includes('/FlateDecode');
    const stream = bytes && (isPacked ? inflateSync(bytes) : bytes).toString('latin1');
    found.set(id, { head, stream });
  }
  return found;
}

/** Glyph, as four hexadecimal digits, to letters. */
function lettersOf(table: string): Map<string, string> {
  const letters = new Map<string, string>();
  for (const [, from = '', , list = ''] of table.matchAll(/<(\w{4})> <(\w{4})> \[([^\]]*)\]/g))
    [...list.matchAll(/<([\w ]+)>/g)].forEach(([, hex = ''], index) => {
      const glyph = (Number.parseInt(from, 16) + index).toString(16).padStart(4, '0');
      const bytes = Buffer.from(hex.replaceAll(' ', ''), 'hex').swap16();
      letters.set(glyph, bytes.toString('utf16le'));
    });
  return letters;
}

function textOf(content: string, fonts: Map<string, Map<string, string>>): string {
  let font = new Map<string, string>();
  let text = '';
  for (const [, name, shown] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (name !== undefined) font = fonts.get(name) ?? new Map();
    else {
      const glyphs = [...(shown ?? '').matchAll(/<(\w+)>/g)].map(([, digits = '']) => digits);
      const letters = glyphs.join('').match(/.{4}/g) ?? [];
      text += `${letters.map((glyph) => font.get(glyph) ?? '\ufffd').join('')}\n`;
    }
  }
  return text;
}
