import { Alert, Button, Group, List, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { RuleJson } from '../../../../domain/api/rules.ts';
import type { RuleSettings } from '../../../../domain/rules/rule.ts';
import { useFormats } from '../../../ui/formats.ts';

interface ConflictNoteProps {
  theirs: RuleJson;
  mine: RuleSettings;
  onKeepMine: (version: number) => void;
  onTakeTheirs: (theirs: RuleJson) => void;
}

/** Somebody saved this rule meanwhile: which parts differ, and the choice between the two (ux 6.3). */
export function ConflictNote({ theirs, mine, onKeepMine, onTakeTheirs }: ConflictNoteProps) {
  const t = useTranslations();
  const { instant } = useFormats();
  const parts = useDifferences(theirs.settings, mine);
  return (
    <Alert color="red" variant="outline" role="alert" title={t('r2.conflict.title')}>
      <Text>
        {t('r2.conflict.text', { name: theirs.changedBy, at: instant(theirs.changedAt) })}
      </Text>
      <List my="xs">
        {parts.map((part) => (
          <List.Item key={part}>{part}</List.Item>
        ))}
      </List>
      <Group gap="xs">
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

function useDifferences(theirs: RuleSettings, mine: RuleSettings): string[] {
  const t = useTranslations();
  const parts = [
    ['name', t('r2.name')],
    ['condition', t('r2.condition')],
    ['steps', t('r2.schedule')],
    ['customers', t('r2.customers')],
    ['memo', t('r2.memo')],
    ['createdBefore', t('r2.createdBefore')],
    ['terms', t('r2.terms')],
    ['email', t('r2.email')],
  ] as const;
  return parts
    .filter(([part]) => JSON.stringify(theirs[part]) !== JSON.stringify(mine[part]))
    .map(([, name]) => name);
}
