import { Button, Text } from '@mantine/core';
import type { Editor } from '@tiptap/react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { TextEditorProps } from '../editor/text-editor.ts';
import { toDocument, toSubjectDocument } from '../source/to-document.ts';
import { toSource, toSubjectSource } from '../source/to-source.ts';
import { bodyExtensions, subjectExtensions } from './extensions.ts';
import { LinkDialog } from './link-dialog.tsx';
import { RichField } from './rich-field.tsx';
import { Toolbar } from './toolbar.tsx';
import classes from './visual.module.css';

/** Subject and body of one language with chips for fields. */
export default function VisualText({ language, text, readOnly, onChange }: TextEditorProps) {
  const t = useTranslations();
  const common = { language, readOnly };
  return (
    <>
      <Text component="div" className={classes.label}>
        {t('r6.subject')}
      </Text>
      <RichField
        {...common}
        id="text-subject"
        label={t('r6.subject')}
        source={text.subject}
        shapes={['value']}
        extensions={subjectExtensions}
        toDocument={toSubjectDocument}
        toSource={toSubjectSource}
        onChange={(subject) => onChange({ subject })}
        tools={(_editor, openFields) => (
          <div className={classes.subjectTool}>
            <Button variant="default" size="compact-sm" onClick={openFields}>
              {t('r6.insertSubjectField')}
            </Button>
          </div>
        )}
      />
      <Text component="div" className={classes.label} mt="sm">
        {t('r6.body')}
      </Text>
      <RichField
        {...common}
        id="text-body"
        label={t('r6.body')}
        source={text.body}
        shapes={['value', 'table']}
        extensions={bodyExtensions}
        toDocument={toDocument}
        toSource={toSource}
        onChange={(body) => onChange({ body })}
        tools={(editor, openFields) => <BodyTools editor={editor} onField={openFields} />}
      />
    </>
  );
}

function BodyTools({ editor, onField }: { editor: Editor; onField: () => void }) {
  const [isLinking, setLinking] = useState(false);
  return (
    <>
      <Toolbar
        editor={editor}
        controls="text-body"
        onField={onField}
        onLink={() => setLinking(true)}
      />
      {isLinking && <LinkDialog editor={editor} onClose={() => setLinking(false)} />}
    </>
  );
}
