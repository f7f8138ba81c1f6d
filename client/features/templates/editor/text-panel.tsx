import { Button, Group, SegmentedControl } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { useTranslations } from 'use-intl';
import { LateSkeleton } from '../../../ui/late-skeleton.tsx';
import { useLanguageCode } from '../../../ui/sentences.ts';
import { CompareBuiltIn } from './compare-built-in.tsx';
import { isWritten, otherOf, type Draft } from './draft.ts';
import type { TextEditorProps } from './text-editor.ts';

// Each is larger than the rest of the screen, so neither comes before it is needed (ux 9).
const VisualText = lazy(() => import('../visual/visual-text.tsx'));
const CodeText = lazy(() => import('../code/code-text.tsx'));

interface TextPanelProps extends Omit<TextEditorProps, 'text'> {
  texts: Draft['texts'];
  /** Changes when the texts were replaced from outside, so that the editors begin anew. */
  edition: number;
  /** The built-in template that this one was made from; null for one of one's own. */
  basedOn: string | null;
  onCopy: () => void;
}

/** The text of one language, drawn or as source. */
export function TextPanel({ texts, edition, basedOn, onCopy, ...editor }: TextPanelProps) {
  const t = useTranslations();
  const [mode, setMode] = useState<'visual' | 'source'>('visual');
  const spoken = useLanguageCode();
  const { language } = editor;
  const other = otherOf(language);
  const Editor = mode === 'visual' ? VisualText : CodeText;
  return (
    <>
      <Group justify="space-between" mb="xs">
        <SegmentedControl
          aria-label={t('r6.mode')}
          value={mode}
          onChange={(value) => setMode(value === 'source' ? 'source' : 'visual')}
          data={[
            { value: 'visual', label: t('r6.visual') },
            { value: 'source', label: t('r6.source') },
          ]}
        />
        <Group gap={8}>
          {basedOn !== null && (
            <CompareBuiltIn basedOn={basedOn} language={language} text={texts[language]} />
          )}
          {!editor.readOnly && (
            <Button
              variant="default"
              size="compact-sm"
              disabled={!isWritten(texts[other])}
              onClick={onCopy}
            >
              {other === 'en' ? t('r6.copyFromEnglish') : t('r6.copyFromFrench')}
            </Button>
          )}
        </Group>
      </Group>
      <Suspense fallback={<LateSkeleton rows={8} />}>
        <Editor
          key={`${language} ${edition} ${mode} ${spoken}`}
          {...editor}
          text={texts[language]}
        />
      </Suspense>
    </>
  );
}
