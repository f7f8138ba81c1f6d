import { block, field, rawBlock, rawInline, text, type DocumentNode } from './document.ts';
import {
  fieldPathOf,
  isClosing,
  isVoid,
  readInline,
  readWhole,
  Unfit,
  type Cursor,
} from './inline.ts';
import { tokensOf, type Token } from './tokens.ts';

const TABLE = 'invoices.table';
const levels: Record<string, number> = { h1: 1, h2: 2, h3: 3 };
const lists: Record<string, string> = { ul: 'bulletList', ol: 'orderedList' };
/** Elements that stand between paragraphs and that the editor does not draw. */
const OTHER_BLOCKS = new Set(['div', 'table', 'blockquote', 'pre', 'h4', 'h5', 'h6', 'dl']);

/**
 * The body of a template for the visual editor. Whatever it cannot draw is kept as source in a grey block, so nothing is lost:
 * `toSource(toDocument(source))` says the same as `source`.
 */
export function toDocument(source: string): DocumentNode {
  const cursor = startOf(source);
  const nodes: DocumentNode[] = [];
  while (cursor.at < cursor.tokens.length) {
    const next = readBlock(cursor);
    if (next) nodes.push(next);
  }
  return { type: 'doc', content: nodes.length === 0 ? [{ type: 'paragraph' }] : nodes };
}

/** A subject is one line of plain text; only the template language means something in it. */
export function toSubjectDocument(source: string): DocumentNode {
  const { tokens, own } = startOf(source);
  const nodes = tokens.map((token) => {
    const path = fieldPathOf(token, own);
    if (path !== null) return field(path);
    const isLiquid = /^\{[{%]/.test(token.source);
    return isLiquid ? rawInline(token.source) : text(token.source.replace(/[\t\r\n]+/g, ' '));
  });
  return { type: 'doc', content: [block('paragraph', joined(nodes))] };
}

function startOf(source: string): Cursor {
  const named = [...source.matchAll(/\{%-?\s*assign\s+(\w+)/g)].map(([, name = '']) => name);
  return { tokens: tokensOf(source), at: 0, own: new Set(named) };
}

function readBlock(cursor: Cursor): DocumentNode | null {
  const start = cursor.at;
  const token = cursor.tokens[start];
  if (!token) return null;
  cursor.at += 1;
  if (token.kind === 'text' && isBlank(token.source)) return null;
  if (fieldPathOf(token, cursor.own) === TABLE) return { type: 'invoiceTable' };
  if (token.kind === 'tag' || token.kind === 'kept') return rawBlock(token.source);
  if (isBlock(token)) return readElement(cursor, token);
  cursor.at = start;
  return readLoose(cursor);
}

/** A no-break space is no blank: it is seen. */
const isBlank = (source: string): boolean => /^[ \t\r\n\f]*$/.test(source);

const isBlock = ({ kind, name }: Token): boolean =>
  kind === 'open' &&
  (name === 'p' || name === 'hr' || name in levels || name in lists || OTHER_BLOCKS.has(name));

function readElement(cursor: Cursor, token: Token): DocumentNode {
  const start = cursor.at;
  try {
    if (token.attributes === '' && !OTHER_BLOCKS.has(token.name)) return readDrawn(cursor, token);
  } catch (error) {
    if (!(error instanceof Unfit)) throw error;
  }
  cursor.at = start;
  return rawBlock(readWholeOrRest(cursor, token));
}

function readWholeOrRest(cursor: Cursor, token: Token): string {
  const start = cursor.at;
  try {
    return readWhole(cursor, token);
  } catch (error) {
    if (!(error instanceof Unfit)) throw error;
    cursor.at = cursor.tokens.length;
    const rest = cursor.tokens.slice(start).map(({ source }) => source);
    return `${token.source}${rest.join('')}`.trim();
  }
}

/** Throws Unfit for what the editor does not draw. */
function readDrawn(cursor: Cursor, { name }: Token): DocumentNode {
  if (isVoid(name)) return { type: 'horizontalRule' };
  const list = lists[name];
  if (list) return block(list, readItems(cursor, name));
  const content = trimmed(readInline(cursor, isClosing(name)));
  cursor.at += 1;
  const level = levels[name];
  return level ? { ...block('heading', content), attrs: { level } } : block('paragraph', content);
}

function readItems(cursor: Cursor, list: string): DocumentNode[] {
  const items: DocumentNode[] = [];
  for (;;) {
    const token = cursor.tokens[cursor.at];
    if (!token) throw new Unfit('the list does not end');
    cursor.at += 1;
    if (isClosing(list)(token)) break;
    if (token.kind === 'text' && isBlank(token.source)) continue;
    if (token.kind !== 'open' || token.name !== 'li' || token.attributes !== '')
      throw new Unfit('a list holds more than items');
    items.push(readItem(cursor));
  }
  if (items.length === 0) throw new Unfit('a list is empty');
  return items;
}

/** Words, then perhaps one list inside. */
function readItem(cursor: Cursor): DocumentNode {
  const opensList = (token: Token) =>
    token.kind === 'open' && token.name in lists && token.attributes === '';
  const words = readInline(cursor, (token) => isClosing('li')(token) || opensList(token));
  const content = [block('paragraph', trimmed(words))];
  const inner = cursor.tokens[cursor.at];
  if (inner && opensList(inner)) {
    cursor.at += 1;
    content.push(readDrawn(cursor, inner));
    const space = cursor.tokens[cursor.at];
    if (space?.kind === 'text' && isBlank(space.source)) cursor.at += 1;
  }
  const end = cursor.tokens[cursor.at];
  if (!end || !isClosing('li')(end)) throw new Unfit('an item goes on after its list');
  cursor.at += 1;
  return block('listItem', content);
}

/** Words outside any paragraph, up to the next block or tag. */
function readLoose(cursor: Cursor): DocumentNode {
  let source = '';
  for (; cursor.at < cursor.tokens.length; cursor.at += 1) {
    const token = cursor.tokens[cursor.at];
    if (!token || isBlock(token) || token.kind === 'tag') break;
    source += token.source;
  }
  return rawBlock(source.trim());
}

/** HTML shows no space at the ends of a paragraph or beside a line break. */
function trimmed(nodes: DocumentNode[]): DocumentNode[] {
  const list = joined(nodes);
  return joined(
    list.map((node, index) => {
      const isAtEdge = (other: DocumentNode | undefined) => !other || other.type === 'hardBreak';
      let words = node.text;
      if (words === undefined) return node;
      if (isAtEdge(list[index - 1])) words = words.replace(/^ /, '');
      if (isAtEdge(list[index + 1])) words = words.replace(/ $/, '');
      return { ...node, text: words };
    }),
  );
}

/** Neighbouring texts with the same marks are one; the editor allows no empty ones. */
function joined(nodes: DocumentNode[]): DocumentNode[] {
  const list: DocumentNode[] = [];
  for (const node of nodes) {
    const last = list.at(-1);
    const isSame = JSON.stringify(last?.marks) === JSON.stringify(node.marks);
    if (node.text === '') continue;
    if (last?.text !== undefined && node.text !== undefined && isSame)
      list[list.length - 1] = { ...last, text: last.text + node.text };
    else list.push(node);
  }
  return list;
}
