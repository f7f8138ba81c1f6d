import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { presets } from './editor/draft.ts';
import classes from '../../ui/empty-state.module.css';
import rulesClasses from './rules.module.css';

/** No rule yet: ready-made starts, which open in the editor and store nothing by themselves. */
export function RulesEmpty({ org, editable }: { org: string; editable: boolean }) {
  const t = useTranslations();
  return (
    <Stack className={classes.empty ?? ''} align="center">
      <Title order={2} size="h4">
        {t('r1.emptyTitle')}
      </Title>
      <Text ta="center">{t('r1.emptyText')}</Text>
      {editable && <RulePresets org={org} isStart />}
    </Stack>
  );
}

interface RulePresetsProps {
  org: string;
  /** Nothing else is there to begin with, so the first one stands out. */
  isStart?: boolean;
}

export function RulePresets({ org, isStart = false }: RulePresetsProps) {
  const t = useTranslations();
  const params = { org };
  const names = {
    overdue: t('r1.presetOverdue'),
    'coming-due': t('r1.presetComingDue'),
    'new-invoice': t('r1.presetNewInvoice'),
    summary: t('r1.presetSummary'),
  };
  return (
    <Group justify={isStart ? 'center' : 'flex-start'} role="group" aria-label={t('r1.presets')}>
      {presets.map((preset) => (
        <Button
          key={preset}
          className={rulesClasses.preset ?? ''}
          variant={isStart && preset === 'overdue' ? 'filled' : 'default'}
          renderRoot={(props) => (
            <Link to="/o/$org/rules/new" params={params} search={{ preset }} {...props} />
          )}
        >
          {names[preset]}
        </Button>
      ))}
      <Button
        variant="default"
        renderRoot={(props) => <Link to="/o/$org/rules/new" params={params} {...props} />}
      >
        {t('r1.presetNone')}
      </Button>
    </Group>
  );
}
