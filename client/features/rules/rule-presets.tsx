import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import classes from '../../ui/empty-state.module.css';

/** No rule yet: ready-made starts, which open in the editor and store nothing by themselves. */
export function RulePresets({ org, editable }: { org: string; editable: boolean }) {
  const t = useTranslations();
  const params = { org };
  return (
    <Stack className={classes.empty} align="center">
      <Title order={2} size="h4">
        {t('r1.emptyTitle')}
      </Title>
      <Text ta="center">{t('r1.emptyText')}</Text>
      {editable && (
        <Group justify="center">
          <Button
            renderRoot={(props) => (
              <Link
                to="/o/$org/rules/new"
                params={params}
                search={{ preset: 'overdue' }}
                {...props}
              />
            )}
          >
            {t('r1.presetOverdue')}
          </Button>
          <Button
            variant="default"
            renderRoot={(props) => (
              <Link
                to="/o/$org/rules/new"
                params={params}
                search={{ preset: 'coming-due' }}
                {...props}
              />
            )}
          >
            {t('r1.presetComingDue')}
          </Button>
          <Button
            variant="default"
            renderRoot={(props) => <Link to="/o/$org/rules/new" params={params} {...props} />}
          >
            {t('r1.presetNone')}
          </Button>
        </Group>
      )}
    </Stack>
  );
}
