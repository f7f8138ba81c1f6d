import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { read } from '../../api/read.ts';
import { draftOf } from '../../features/rules/editor/draft.ts';
import { RuleEditor } from '../../features/rules/editor/rule-editor.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { LateSkeleton } from '../../ui/late-skeleton.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { RuleChoices } from './rule-choices.tsx';
import { RulesLink } from './rules-link.tsx';

const route = getRouteApi('/o/$org/rules/$rule');

export function RulePage() {
  const t = useTranslations();
  const { org, rule: id } = route.useParams();
  const navigate = useNavigate();
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
  return (
    <>
      <PageHeader title={t('r2.title', { name: rule.settings.name })} back={back} />
      <RuleChoices org={org}>
        {(choices) => (
          <RuleEditor
            key={rule.id}
            org={org}
            rule={rule}
            draft={draftOf(rule, choices.terms)}
            {...choices}
            onSaved={() => void navigate({ to: '/o/$org/rules', params: { org } })}
          />
        )}
      </RuleChoices>
    </>
  );
}
