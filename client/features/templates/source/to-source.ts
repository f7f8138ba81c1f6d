import type { DocumentNode, Mark } from './document.ts';
import { encode, encodeAttribute } from './letters.ts';

/** The body of a template as it is stored: Liquid over HTML, one block per line. */
export function toSource({ content = [] }: DocumentNode): string {
  const blocks = [...content];
  // The editor keeps an empty line at the end so that one can go on writing.
  while (isEmpty(blocks.at(-1))) blocks.pop();
  return blocks.map(blockSource).join('\n');
}

export function toSubjectSource({ content = [] }: DocumentNode): string {
  const nodes = content.flatMap((line) => line.content ?? []);
  return nodes.map((node) => node.text ?? liquidOf(node)).join('');
}

function isEmpty(node: DocumentNode | undefined): boolean {
  return node?.type === 'paragraph' && (node.content ?? []).length === 0;
}

function blockSource(node: DocumentNode): string {
  const content = node.content ?? [];
  switch (node.type) {
    case 'heading':
      return wrapped(`h${node.attrs?.['level'] ?? 1}`, inlineSource(content));
    case 'bulletList':
      return wrapped('ul', content.map(itemSource).join(''));
    case 'orderedList':
      return wrapped('ol', content.map(itemSource).join(''));
    case 'horizontalRule':
      return '<hr>';
    case 'invoiceTable':
      return '{{ invoices.table }}';
    case 'rawBlock':
      return sourceOf(node);
    default:
      return wrapped('p', inlineSource(content));
  }
}

/** An item with one paragraph is written without it, as people write lists. */
function itemSource({ content = [] }: DocumentNode): string {
  const paragraphs = content.filter(({ type }) => type === 'paragraph');
  const [first, ...others] = content;
  if (paragraphs.length !== 1 || first?.type !== 'paragraph')
    return wrapped('li', content.map(blockSource).join(''));
  return wrapped('li', inlineSource(first.content ?? []) + others.map(blockSource).join(''));
}

const wrapped = (name: string, inside: string): string => `<${name}>${inside}</${name}>`;

/** Outermost first, so that the same words always give the same source. */
const order = ['link', 'bold', 'italic'];
const elements: Record<string, string> = { link: 'a', bold: 'strong', italic: 'em' };

function inlineSource(nodes: DocumentNode[]): string {
  let source = '';
  let open: Mark[] = [];
  for (const node of nodes) {
    const wanted = sorted(node.marks ?? []);
    const kept = wanted.findIndex((mark, index) => !isSame(mark, open[index]));
    const shared = kept === -1 ? Math.min(wanted.length, open.length) : kept;
    source += closing(open.slice(shared)) + wanted.slice(shared).map(opening).join('');
    source += node.text === undefined ? liquidOf(node) : encode(node.text);
    open = wanted;
  }
  return source + closing(open);
}

function sorted(marks: Mark[]): Mark[] {
  return order.flatMap((type) => marks.filter((mark) => mark.type === type));
}

function isSame(one: Mark, other: Mark | undefined): boolean {
  return one.type === other?.type && one.attrs?.['href'] === other.attrs?.['href'];
}

function opening({ type, attrs }: Mark): string {
  return type === 'link'
    ? `<a href="${encodeAttribute(String(attrs?.['href'] ?? ''))}">`
    : `<${elements[type]}>`;
}

function closing(marks: Mark[]): string {
  return marks
    .toReversed()
    .map(({ type }) => `</${elements[type]}>`)
    .join('');
}

function liquidOf(node: DocumentNode): string {
  if (node.type === 'hardBreak') return '<br>';
  return node.type === 'field' ? `{{ ${node.attrs?.['path'] ?? ''} }}` : sourceOf(node);
}

const sourceOf = ({ attrs }: DocumentNode): string => String(attrs?.['source'] ?? '');
