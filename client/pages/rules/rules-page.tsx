import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { read } from '../../api/read.ts';
import { rulesSearch, type RulesSearch } from '../../app/search.ts';
import { NativeQuestion } from '../../features/native-reminders/native-question.tsx';
import { InvoiceSendingRow } from '../../features/rules/invoice-sending-row.tsx';
import { DeletedRules } from '../../features/rules/deleted-rules.tsx';
import { RuleLookup } from '../../features/rules/lookup/rule-lookup.tsx';
import { MasterSwitch } from '../../features/rules/master-switch.tsx';
import { RuleCheck } from '../../features/rules/rule-check.tsx';
import { RulePresets, RulesEmpty } from '../../features/rules/rule-presets.tsx';
import { RuleList } from '../../features/rules/rule-list.tsx';
import { WhyPanel } from '../../features/why/why-panel.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { LateSkeleton } from '../../ui/late-skeleton.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { mayEdit, mayRun } from '../../ui/rights.ts';
import { useOrganisation } from '../../ui/use-organisation.ts';

const route = getRouteApi('/o/$org/rules');

/** R1. The address holds the filters. */
export function RulesPage() {
  const t = useTranslations();
  const organisation = useOrganisation();
  const params = { org: organisation.id };
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { data, error, refetch } = useQuery(read('GET /o/:org/rules', { params }));
  const editable = mayEdit(organisation.role);
  const show = (change: RulesSearch, replace = false) =>
    void navigate({ search: rulesSearch({ ...search, ...change }), replace, resetScroll: false });
  return (
    <>
      <PageHeader
        title={t('r1.title')}
        actions={
          <Group gap="xs">
            <Button variant="default" onClick={() => show({ check: true })}>
              {t('r1.check.action')}
            </Button>
            {editable && (
              <Button
                renderRoot={(props) => <Link to="/o/$org/rules/new" params={params} {...props} />}
              >
                {t('r1.newRule')}
              </Button>
            )}
          </Group>
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
        {search.check && (
          <RuleCheck org={organisation.id} onClose={() => show({ check: undefined })} />
        )}
        <InvoiceSendingRow organisation={organisation} />
        {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
        {!data && !error && <LateSkeleton rows={4} />}
        {data && data.rows.length > 0 && (
          <RuleList
            org={organisation.id}
            page={data}
            editable={editable}
            search={search}
            onChange={show}
          />
        )}
        {data?.rows.length === 0 && <RulesEmpty org={organisation.id} editable={editable} />}
        {data && data.rows.length > 0 && editable && (
          <div>
            <Text size="sm" c="dimmed" mb={4}>
              {t('r1.presets')}
            </Text>
            <RulePresets org={organisation.id} />
          </div>
        )}
        <DeletedRules org={organisation.id} editable={editable} />
        <section aria-label={t('r3.title')}>
          <Title order={2} size="h4" mb="xs">
            {t('r3.title')}
          </Title>
          <RuleLookup
            key={search.customer ?? ''}
            org={organisation.id}
            customer={search.customer}
            isOwnPage={false}
            onSearch={(customer) => show({ customer })}
            why={(invoice, rule) => (
              <WhyPanel
                org={organisation.id}
                invoice={invoice}
                rule={rule}
                actionFor={() => null}
              />
            )}
          />
        </section>
      </Stack>
    </>
  );
}
