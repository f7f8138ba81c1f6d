import { EditorContent, useEditor, type Editor, type Extensions } from '@tiptap/react';
import { useState, type ReactNode } from 'react';
import type { Field } from '../../../../domain/templates/fields.ts';
import type { Language } from '../../../../domain/rules/rule.ts';
import { FieldPicker } from '../editor/field-picker.tsx';
import type { DocumentNode } from '../source/document.ts';
import type { NodeWords } from './nodes.ts';
import classes from './visual.module.css';
import { useNodeWords } from './words.ts';

interface RichFieldProps {
  id: string;
  label: string;
  language: Language;
  source: string;
  readOnly: boolean;
  shapes: Field['shape'][];
  extensions: (words: NodeWords, onOpen: () => void) => Extensions;
  toDocument: (source: string) => DocumentNode;
  toSource: (document: DocumentNode) => string;
  onChange: (source: string) => void;
  /** What stands above or beside the text. */
  tools: (editor: Editor, openFields: () => void) => ReactNode;
}

/** A text with chips, from source and back to it. Mounted anew for another source that did not come from itself. */
export function RichField(props: RichFieldProps) {
  const [isPicking, setPicking] = useState(false);
  const editor = useRichEditor(props, () => setPicking(true));
  function insert(path: string) {
    setPicking(false);
    const node =
      path === 'invoices.table' ? { type: 'invoiceTable' } : { type: 'field', attrs: { path } };
    // Once the dialog has given the focus back.
    requestAnimationFrame(() => editor.chain().focus().insertContent(node).run());
  }
  return (
    <div className={classes.rich} data-read-only={props.readOnly || undefined}>
      {!props.readOnly && props.tools(editor, () => setPicking(true))}
      <EditorContent editor={editor} className={classes.text} />
      <FieldPicker
        opened={isPicking}
        shapes={props.shapes}
        language={props.language}
        onPick={insert}
        onClose={() => setPicking(false)}
      />
    </div>
  );
}

function useRichEditor(props: RichFieldProps, openFields: () => void): Editor {
  const words = useNodeWords();
  const [extensions] = useState(() => props.extensions(words, openFields));
  // What the editor makes of the source without any change by a person: that is no change.
  const [initial] = useState(() => {
    const document = props.toDocument(props.source);
    return { document, source: props.source, written: props.toSource(document) };
  });
  return useEditor({
    extensions,
    content: initial.document,
    editable: !props.readOnly,
    // Its few rules are in our own style sheet (ux 10.2).
    injectCSS: false,
    editorProps: { attributes: attributesOf(props) },
    onUpdate: ({ editor }) => {
      const written = props.toSource(editor.getJSON() as DocumentNode);
      props.onChange(written === initial.written ? initial.source : written);
    },
  });
}

function attributesOf({ id, label, language, readOnly }: RichFieldProps): Record<string, string> {
  return {
    id,
    role: 'textbox',
    'aria-label': label,
    'aria-multiline': String(id !== 'text-subject'),
    lang: language,
    ...(readOnly ? { 'aria-readonly': 'true', tabindex: '0' } : {}),
  };
}
