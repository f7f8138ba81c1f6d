import { Alert, Button, Group, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { RuleJson } from '../../../../domain/api/rules.ts';
import { differencesOf } from '../../../../domain/rules/differences.ts';
import { useFormats } from '../../../ui/formats.ts';
import { DifferenceList } from '../history/difference-list.tsx';
import { settingsOf, type Draft } from './draft.ts';

interface ConflictNoteProps {
  theirs: RuleJson;
  mine: Draft;
  onKeepMine: (version: number) => void;
  onTakeTheirs: (theirs: RuleJson) => void;
}

/** Somebody saved this rule meanwhile: what differs, field by field, and the choice between the two (ux 6.3). */
export function ConflictNote({ theirs, mine, onKeepMine, onTakeTheirs }: ConflictNoteProps) {
  const t = useTranslations();
  const { instant } = useFormats();
  const draft = { enabled: mine.enabled, settings: settingsOf(mine) };
  return (
    <Alert color="red" variant="outline" role="alert" title={t('r2.conflict.title')}>
      <Text>
        {t('r2.conflict.text', { name: theirs.changedBy, at: instant(theirs.changedAt) })}
      </Text>
      <DifferenceList differences={differencesOf(theirs, draft)} />
      <Group gap="xs" mt="xs">
        <Button variant="default" onClick={() => onTakeTheirs(theirs)}>
          {t('r2.conflict.takeTheirs')}
        </Button>
        <Button variant="default" onClick={() => onKeepMine(theirs.version)}>
          {t('r2.conflict.keepMine')}
        </Button>
      </Group>
    </Alert>
  );
}
