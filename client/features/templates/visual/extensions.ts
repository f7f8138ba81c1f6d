import { Extension, Node, type Extensions } from '@tiptap/core';
import StarterKit from '@tiptap/starter-kit';
import { BraceOpener } from './brace-opener.ts';
import { FieldChip, InvoiceTable, RawBlock, RawInline, type NodeWords } from './nodes.ts';

/** What the body of a message is made of; the same that `toSource` can write. */
export function bodyExtensions(words: NodeWords, onOpen: () => void): Extensions {
  return [
    StarterKit.configure({
      blockquote: false,
      code: false,
      codeBlock: false,
      strike: false,
      underline: false,
      heading: { levels: [1, 2, 3] },
      link: {
        openOnClick: false,
        autolink: false,
        linkOnPaste: true,
        defaultProtocol: 'https',
        protocols: ['mailto', 'tel'],
        // Addresses may hold fields; what a message may link to is decided where it is rendered.
        isAllowedUri: (uri) => !/^\s*(javascript|data|vbscript):/i.test(uri ?? ''),
      },
    }),
    FieldChip.configure({ words }),
    RawInline.configure({ words }),
    RawBlock.configure({ words }),
    InvoiceTable.configure({ words }),
    BraceOpener.configure({ onOpen }),
  ];
}

/** One line without formatting. */
export function subjectExtensions(words: NodeWords, onOpen: () => void): Extensions {
  return [
    OneParagraph,
    StarterKit.configure({
      document: false,
      blockquote: false,
      bold: false,
      bulletList: false,
      code: false,
      codeBlock: false,
      dropcursor: false,
      gapcursor: false,
      hardBreak: false,
      heading: false,
      horizontalRule: false,
      italic: false,
      link: false,
      listItem: false,
      listKeymap: false,
      orderedList: false,
      strike: false,
      trailingNode: false,
      underline: false,
    }),
    FieldChip.configure({ words }),
    RawInline.configure({ words }),
    BraceOpener.configure({ onOpen }),
    OneLine,
  ];
}

const OneParagraph = Node.create({ name: 'doc', topNode: true, content: 'paragraph' });

const OneLine = Extension.create({
  name: 'oneLine',
  addKeyboardShortcuts: () => ({ Enter: () => true, 'Shift-Enter': () => true }),
});
