import { Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { read } from '../../api/read.ts';
import { ruleSearch, type RuleTab } from '../../app/search.ts';
import { draftOf } from '../../features/rules/editor/draft.ts';
import { RuleEditor } from '../../features/rules/editor/rule-editor.tsx';
import { RuleHistory } from '../../features/rules/history/rule-history.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { LateSkeleton } from '../../ui/late-skeleton.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { mayEdit } from '../../ui/rights.ts';
import { useOrganisation } from '../../ui/use-organisation.ts';
import { RuleChoices } from './rule-choices.tsx';
import { RulesLink } from './rules-link.tsx';

const route = getRouteApi('/o/$org/rules/$rule');
const tabs: readonly RuleTab[] = ['edit', 'history'];

export function RulePage() {
  const t = useTranslations();
  const { org, rule: id } = route.useParams();
  const { tab = 'edit' } = route.useSearch();
  const navigate = route.useNavigate();
  const { homeCurrency, role } = useOrganisation();
  const {
    data: rule,
    error,
    refetch,
  } = useQuery(read('GET /o/:org/rules/:rule', { params: { org, rule: id } }));
  const back = <RulesLink org={org} />;
  if (error && !rule)
    return (
      <>
        <PageHeader title={t('r2.page')} back={back} />
        <ErrorState error={error} onRetry={() => void refetch()} />
      </>
    );
  if (!rule) return <LateSkeleton />;
  const toList = () =>
    void navigate({ to: '/o/$org/rules', params: { org }, search: { saved: rule.id } });
  const names: Record<RuleTab, string> = {
    edit: t('r2.tabEdit'),
    history: t('r2.history.title'),
  };
  return (
    <>
      <PageHeader
        title={t('r2.title', { name: rule.settings.name })}
        detail={names[tab]}
        back={back}
      />
      <Tabs
        value={tab}
        onChange={(wanted) => void navigate({ search: ruleSearch({ tab: wanted }), replace: true })}
      >
        <Tabs.List aria-label={t('r2.tabs')} mb="md">
          {tabs.map((one) => (
            <Tabs.Tab key={one} value={one}>
              {names[one]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="edit">
          <RuleChoices org={org}>
            {(choices) => (
              <RuleEditor
                key={rule.id}
                org={org}
                homeCurrency={homeCurrency}
                rule={rule}
                draft={draftOf(rule, choices.terms)}
                {...choices}
                onSaved={toList}
              />
            )}
          </RuleChoices>
        </Tabs.Panel>
        <Tabs.Panel value="history">
          <RuleHistory org={org} rule={rule} editable={mayEdit(role)} onRestored={toList} />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
