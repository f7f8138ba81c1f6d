import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { presets } from './editor/draft.ts';
import classes from '../../ui/empty-state.module.css';

/** No rule yet: ready-made starts, which open in the editor and store nothing by themselves. */
export function RulesEmpty({ org, editable }: { org: string; editable: boolean }) {
  const t = useTranslations();
  return (
    <Stack className={classes.empty ?? ''} align="center">
      <Title order={2} size="h4">
        {t('r1.emptyTitle')}
      </Title>
      <Text ta="center">{t('r1.emptyText')}</Text>
      {editable && <RulePresets org={org} justify="center" />}
    </Stack>
  );
}

interface RulePresetsProps {
  org: string;
  justify?: 'center' | 'flex-start';
}

export function RulePresets({ org, justify = 'flex-start' }: RulePresetsProps) {
  const t = useTranslations();
  const params = { org };
  const names = {
    overdue: t('r1.presetOverdue'),
    'coming-due': t('r1.presetComingDue'),
    'new-invoice': t('r1.presetNewInvoice'),
    summary: t('r1.presetSummary'),
  };
  return (
    <Group justify={justify} role="group" aria-label={t('r1.presets')}>
      {presets.map((preset) => (
        <Button
          key={preset}
          variant={preset === 'overdue' ? 'filled' : 'default'}
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
