import { Button, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { read } from '../../api/read.ts';
import { NativeQuestion } from '../../features/native-reminders/native-question.tsx';
import { MasterSwitch } from '../../features/rules/master-switch.tsx';
import { RulePresets } from '../../features/rules/rule-presets.tsx';
import { RuleTable } from '../../features/rules/rule-table.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { LateSkeleton } from '../../ui/late-skeleton.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { mayEdit, mayRun } from '../../ui/rights.ts';
import { useOrganisation } from '../../ui/use-organisation.ts';

/** R1. */
export function RulesPage() {
  const t = useTranslations();
  const organisation = useOrganisation();
  const params = { org: organisation.id };
  const { data, error, refetch } = useQuery(read('GET /o/:org/rules', { params }));
  const editable = mayEdit(organisation.role);
  return (
    <>
      <PageHeader
        title={t('r1.title')}
        actions={
          editable && (
            <Button
              renderRoot={(props) => <Link to="/o/$org/rules/new" params={params} {...props} />}
            >
              {t('r1.newRule')}
            </Button>
          )
        }
      />
      <Stack gap="lg">
        <MasterSwitch
          organisation={organisation}
          rules={data?.rows}
          nativeQuestion={(isMissing) => (
            <NativeQuestion
              organisation={organisation}
              disabled={!mayRun(organisation.role)}
              isMissing={isMissing}
            />
          )}
        />
        {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
        {!data && !error && <LateSkeleton rows={4} />}
        {data && data.rows.length > 0 && (
          <RuleTable org={organisation.id} rules={data.rows} editable={editable} />
        )}
        {data?.rows.length === 0 && <RulePresets org={organisation.id} editable={editable} />}
      </Stack>
    </>
  );
}
