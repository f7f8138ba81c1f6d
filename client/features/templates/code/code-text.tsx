import { autocompletion, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { liquid } from '@codemirror/lang-liquid';
import { bracketMatching, defaultHighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { lintGutter, setDiagnostics, type Diagnostic } from '@codemirror/lint';
import { EditorState } from '@codemirror/state';
import { EditorView, keymap, lineNumbers } from '@codemirror/view';
import { TextInput } from '@mantine/core';
import { getNonce } from 'get-nonce';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { TemplateCheck } from '../../../../domain/api/templates.ts';
import { useLanguageCode } from '../../../ui/sentences.ts';
import { useCheckSentence } from '../editor/check-sentence.ts';
import type { TextEditorProps } from '../editor/text-editor.ts';
import classes from './code.module.css';
import { liquidCompletions } from './completion.ts';

/** Subject and body of one language as Liquid over HTML. */
export default function CodeText({ language, text, readOnly, checks, onChange }: TextEditorProps) {
  const t = useTranslations();
  return (
    <>
      <TextInput
        id="text-subject"
        label={t('r6.subject')}
        lang={language}
        value={text.subject}
        readOnly={readOnly}
        onChange={(event) => onChange({ subject: event.currentTarget.value })}
      />
      <div className={classes.label}>{t('r6.body')}</div>
      <CodeBody
        language={language}
        source={text.body}
        readOnly={readOnly}
        checks={checks}
        onChange={(body) => onChange({ body })}
      />
    </>
  );
}

interface CodeBodyProps extends Pick<TextEditorProps, 'language' | 'readOnly' | 'checks'> {
  source: string;
  onChange: (source: string) => void;
}

function CodeBody({ source, readOnly, checks, language, onChange }: CodeBodyProps) {
  const t = useTranslations();
  const place = useRef<HTMLDivElement>(null);
  const [view, setView] = useState<EditorView | null>(null);
  const spoken = useLanguageCode();
  const sentence = useCheckSentence();
  const tell = useEffectEvent(onChange);
  const start = useEffectEvent((parent: HTMLElement) => {
    const attributes = { id: 'text-body', 'aria-label': t('r6.body'), lang: language };
    const changes = EditorView.updateListener.of(({ docChanged, state }) => {
      if (docChanged) tell(state.doc.toString());
    });
    const extensions = [
      editing(spoken),
      changes,
      EditorView.contentAttributes.of(attributes),
      EditorState.readOnly.of(readOnly),
    ];
    return new EditorView({ parent, state: EditorState.create({ doc: source, extensions }) });
  });
  useEffect(() => {
    if (!place.current) return;
    const made = start(place.current);
    setView(made);
    return () => made.destroy();
  }, []);
  const mark = useEffectEvent((made: EditorView, found: TemplateCheck[]) =>
    made.dispatch(setDiagnostics(made.state, toMarks(made.state, found, sentence))),
  );
  useEffect(() => {
    if (view) mark(view, checks);
  }, [view, checks]);
  return <div ref={place} className={classes.code} />;
}

/** Tab is not taken: it leads on, as everywhere (WCAG 2.1.2). */
function editing(language: 'en' | 'fr') {
  return [
    EditorView.cspNonce.of(getNonce() ?? ''),
    lineNumbers(),
    history(),
    bracketMatching(),
    autocompletion(),
    lintGutter(),
    liquid(liquidCompletions(language)),
    syntaxHighlighting(defaultHighlightStyle),
    EditorView.lineWrapping,
    keymap.of([...completionKeymap, ...historyKeymap, ...defaultKeymap]),
  ];
}

function toMarks(
  { doc }: EditorState,
  checks: TemplateCheck[],
  sentence: (check: TemplateCheck) => string,
): Diagnostic[] {
  return checks
    .filter(({ part, line }) => part === 'body' && line !== null)
    .map((check) => {
      const line = doc.line(Math.min(Math.max(check.line ?? 1, 1), doc.lines));
      const found = check.detail === '' ? -1 : line.text.indexOf(check.detail);
      const [from, to] =
        found === -1
          ? [line.from, line.to]
          : [line.from + found, line.from + found + check.detail.length];
      return { from, to, severity: check.severity, message: sentence(check) };
    });
}
