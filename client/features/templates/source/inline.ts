import { field, rawInline, text, type DocumentNode, type Mark } from './document.ts';
import { decode } from './letters.ts';
import type { Token } from './tokens.ts';

/** The source is no plain paragraph: whoever asked keeps it as it is. */
export class Unfit extends Error {}

/** Where the reading stands. */
export interface Cursor {
  tokens: Token[];
  at: number;
  /** Names that the template itself gives values to; they are no merge fields. */
  own: Set<string>;
}

const marks: Record<string, string> = { strong: 'bold', b: 'bold', em: 'italic', i: 'italic' };
const FIELD = /^\{\{\s*([a-z_]\w*(?:\.[a-z_]\w*)*)\s*\}\}$/i;
const VOID = new Set(['br', 'img', 'hr', 'input', 'wbr']);

/** Path of a merge field that stands alone between braces; null for anything that is calculated. */
export function fieldPathOf({ kind, source }: Token, own: Set<string>): string | null {
  const [, path = ''] = (kind === 'output' && FIELD.exec(source)) || [];
  return path === '' || own.has(path.split('.')[0] ?? '') ? null : path;
}

export function isVoid(name: string): boolean {
  return VOID.has(name);
}

/** Reads up to the tag for which `isEnd` says yes, which is left unread. Throws Unfit for what does not belong into a line of text. */
export function readInline(
  cursor: Cursor,
  isEnd: (token: Token) => boolean,
  around: Mark[] = [],
): DocumentNode[] {
  const nodes: DocumentNode[] = [];
  for (;;) {
    const token = cursor.tokens[cursor.at];
    if (!token) throw new Unfit('the text does not end');
    if (isEnd(token)) return nodes;
    cursor.at += 1;
    nodes.push(...readOne(cursor, token, around));
  }
}

function readOne(cursor: Cursor, token: Token, around: Mark[]): DocumentNode[] {
  switch (token.kind) {
    case 'text':
      return readText(token.source, around);
    case 'output': {
      const path = fieldPathOf(token, cursor.own);
      return [path === null ? rawInline(token.source, around) : field(path, around)];
    }
    case 'tag':
    case 'kept':
      return [rawInline(token.source, around)];
    case 'open':
      return readElement(cursor, token, around);
    case 'close':
      throw new Unfit(`</${token.name}> closes nothing`);
  }
}

/** Runs of white space are one space in HTML. */
function readText(source: string, around: Mark[]): DocumentNode[] {
  const words = decode(source.replace(/[ \t\r\n\f]+/g, ' '));
  return [words === null ? rawInline(source, around) : text(words, around)];
}

function readElement(cursor: Cursor, token: Token, around: Mark[]): DocumentNode[] {
  if (token.name === 'br' && token.attributes === '') return [withMarks('hardBreak', around)];
  const mark = markOf(token);
  if (!mark || around.some(({ type }) => type === mark.type))
    return [rawInline(readWhole(cursor, token), around)];
  const inside = readInline(cursor, isClosing(token.name), [...around, mark]);
  cursor.at += 1;
  return inside;
}

const withMarks = (type: string, around: Mark[]): DocumentNode =>
  around.length === 0 ? { type } : { type, marks: around };

export const isClosing =
  (name: string) =>
  (token: Token): boolean =>
    token.kind === 'close' && token.name === name;

function markOf({ name, attributes }: Token): Mark | null {
  const type = marks[name];
  if (type && attributes === '') return { type };
  if (name !== 'a') return null;
  const [, double, single] = /^href\s*=\s*(?:"([^"]*)"|'([^']*)')$/i.exec(attributes) ?? [];
  const href = decode(double ?? single ?? '');
  // Quotes inside a calculated address would not survive being written again.
  const isPlain = href !== null && href !== '' && !(/\{[{%]/.test(href) && /["'<>&]/.test(href));
  return isPlain ? { type: 'link', attrs: { href } } : null;
}

/** Source of an element up to its end, the inner ones of the same name included. Throws Unfit when it does not end, or holds a block. */
export function readWhole(cursor: Cursor, opening: Token): string {
  let source = opening.source;
  if (isVoid(opening.name)) return source;
  for (let depth = 1; depth > 0; cursor.at += 1) {
    const token = cursor.tokens[cursor.at];
    if (!token) throw new Unfit(`<${opening.name}> does not end`);
    if (token.name === opening.name && token.kind === 'open') depth += 1;
    if (token.name === opening.name && token.kind === 'close') depth -= 1;
    source += token.source;
  }
  return source;
}
