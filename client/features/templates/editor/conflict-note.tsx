import { Alert, Button, Group, List, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { TemplateJson } from '../../../../domain/api/templates.ts';
import { useFormats } from '../../../ui/formats.ts';
import { useLanguageCode } from '../../../ui/sentences.ts';
import { draftOf, type Draft } from './draft.ts';

interface ConflictNoteProps {
  theirs: TemplateJson;
  mine: Draft;
  onKeepMine: (version: number) => void;
  onTakeTheirs: (theirs: TemplateJson) => void;
}

/** Somebody saved this template meanwhile: which parts differ, and the choice between the two (ux 6.3). */
export function ConflictNote({ theirs, mine, onKeepMine, onTakeTheirs }: ConflictNoteProps) {
  const t = useTranslations();
  const { instant } = useFormats();
  const parts = useDifferences(theirs, mine);
  return (
    <Alert color="red" variant="outline" role="alert" title={t('r6.conflict.title')}>
      <Text>
        {t('r6.conflict.text', {
          name: theirs.changedBy ?? '',
          at: theirs.changedAt === null ? '' : instant(theirs.changedAt),
        })}
      </Text>
      <List my="xs">
        {parts.map((part) => (
          <List.Item key={part}>{part}</List.Item>
        ))}
      </List>
      <Group gap="xs">
        <Button variant="default" onClick={() => onTakeTheirs(theirs)}>
          {t('r6.conflict.takeTheirs')}
        </Button>
        <Button variant="default" onClick={() => onKeepMine(theirs.version)}>
          {t('r6.conflict.keepMine')}
        </Button>
      </Group>
    </Alert>
  );
}

function useDifferences(json: TemplateJson, mine: Draft): string[] {
  const t = useTranslations();
  const theirs = draftOf(json, useLanguageCode());
  const texts = (['en', 'fr'] as const).flatMap((code) => {
    const language = t(code === 'en' ? 'language.en' : 'language.fr');
    return [
      { part: t('r6.conflict.subject', { language }), value: (d: Draft) => d.texts[code].subject },
      { part: t('r6.conflict.body', { language }), value: (d: Draft) => d.texts[code].body },
    ];
  });
  return [{ part: t('r6.name'), value: (draft: Draft) => draft.name }, ...texts]
    .filter(({ value }) => value(theirs) !== value(mine))
    .map(({ part }) => part);
}
