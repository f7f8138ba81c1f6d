import { mergeAttributes, Node, nodePasteRule, type Editor } from '@tiptap/core';
import { findField } from '../../../../domain/templates/fields.ts';

/** Words of the nodes in the reader's language; given when the editor is made. */
export interface NodeWords {
  /** Words that only a screen reader says before the name, and the name. */
  field: (path: string) => { spoken: string; label: string };
  condition: (source: string) => string;
  table: string;
}

interface WordsOption {
  words: NodeWords;
}

const none: NodeWords = {
  field: (label) => ({ spoken: '', label }),
  condition: (source) => source,
  table: '',
};
const attribute = (name: string) => ({
  [name]: {
    default: '',
    parseHTML: (element: HTMLElement) => element.getAttribute(`data-${name}`) ?? '',
    renderHTML: (attributes: Record<string, unknown>) => ({
      [`data-${name}`]: String(attributes[name]),
    }),
  },
});

/**
 * Backspace and Delete take the chip beside the caret away. Left to the browser, the key may only move the caret over what stands between
 * the two.
 */
const removal = (name: string) => ({
  Backspace: ({ editor }: { editor: Editor }) => removeBeside(editor, name, 'nodeBefore'),
  Delete: ({ editor }: { editor: Editor }) => removeBeside(editor, name, 'nodeAfter'),
});

function removeBeside(editor: Editor, name: string, side: 'nodeBefore' | 'nodeAfter'): boolean {
  const { $from, empty } = editor.state.selection;
  const node = $from[side];
  if (!empty || node?.type.name !== name) return false;
  const from = side === 'nodeBefore' ? $from.pos - node.nodeSize : $from.pos;
  return editor.commands.deleteRange({ from, to: from + node.nodeSize });
}

/** A merge field: one chip that arrow keys step over and Delete removes. Red when no message can fill it. */
export const FieldChip = Node.create<WordsOption>({
  name: 'field',
  inline: true,
  group: 'inline',
  atom: true,
  selectable: true,
  addOptions: () => ({ words: none }),
  addAttributes: () => attribute('path'),
  parseHTML: () => [{ tag: 'span[data-path]' }],
  renderHTML({ node, HTMLAttributes }) {
    const path = String(node.attrs['path']);
    const state = findField(path) ? {} : { 'data-unknown': '' };
    const attributes = mergeAttributes(HTMLAttributes, { class: 'chip', title: path }, state);
    const { spoken, label } = this.options.words.field(path);
    return ['span', attributes, ['span', { class: 'visually-hidden' }, `${spoken} `], label];
  },
  addKeyboardShortcuts() {
    return removal(this.name);
  },
  /** Fields in pasted text, known or not. */
  addPasteRules() {
    return [
      nodePasteRule({
        find: /\{\{\s*([a-z_]\w*(?:\.[a-z_]\w*)*)\s*\}\}/gi,
        type: this.type,
        getAttributes: ([, path]) => ({ path }),
      }),
    ];
  },
});

/** Source inside a line that the editor does not draw, such as one part of a condition. */
export const RawInline = Node.create<WordsOption>({
  name: 'rawInline',
  inline: true,
  group: 'inline',
  atom: true,
  selectable: true,
  addOptions: () => ({ words: none }),
  addAttributes: () => attribute('source'),
  parseHTML: () => [{ tag: 'span[data-source]' }],
  renderHTML({ node, HTMLAttributes }) {
    const source = String(node.attrs['source']);
    const attributes = mergeAttributes(HTMLAttributes, { class: 'raw', title: source });
    return ['span', attributes, this.options.words.condition(source)];
  },
  addKeyboardShortcuts() {
    return removal(this.name);
  },
});

/** The same between paragraphs: a grey block. */
export const RawBlock = Node.create<WordsOption>({
  name: 'rawBlock',
  group: 'block',
  atom: true,
  selectable: true,
  addOptions: () => ({ words: none }),
  addAttributes: () => attribute('source'),
  parseHTML: () => [{ tag: 'div[data-source]' }],
  renderHTML({ node, HTMLAttributes }) {
    const source = String(node.attrs['source']);
    const attributes = mergeAttributes(HTMLAttributes, { class: 'raw', title: source });
    return ['div', attributes, this.options.words.condition(source)];
  },
});

/** Where the table of invoices will stand. */
export const InvoiceTable = Node.create<WordsOption>({
  name: 'invoiceTable',
  group: 'block',
  atom: true,
  selectable: true,
  addOptions: () => ({ words: none }),
  parseHTML: () => [{ tag: 'div[data-invoice-table]' }],
  renderHTML({ HTMLAttributes }) {
    const attributes = mergeAttributes(HTMLAttributes, {
      class: 'invoice-table',
      'data-invoice-table': '',
    });
    return ['div', attributes, this.options.words.table];
  },
});
