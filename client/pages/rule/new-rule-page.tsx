import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { newDraft } from '../../features/rules/editor/draft.ts';
import { RuleEditor } from '../../features/rules/editor/rule-editor.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { useOrganisation } from '../../ui/use-organisation.ts';
import { RuleChoices } from './rule-choices.tsx';
import { RulesLink } from './rules-link.tsx';

const route = getRouteApi('/o/$org/rules/new');

export function NewRulePage() {
  const t = useTranslations();
  const { org } = route.useParams();
  const { preset } = route.useSearch();
  const { homeCurrency } = useOrganisation();
  const navigate = useNavigate();
  const name = {
    overdue: t('r1.nameOverdue'),
    'coming-due': t('r1.nameComingDue'),
    'new-invoice': t('r2.typeNewInvoice'),
    summary: t('r2.typeSummary'),
    none: '',
  }[preset ?? 'none'];
  return (
    <>
      <PageHeader title={t('r2.newTitle')} back={<RulesLink org={org} />} />
      <RuleChoices org={org}>
        {(choices) => (
          <RuleEditor
            org={org}
            homeCurrency={homeCurrency}
            rule={null}
            draft={newDraft(preset, name, choices)}
            {...choices}
            onSaved={(saved) =>
              void navigate({ to: '/o/$org/rules', params: { org }, search: { saved } })
            }
          />
        )}
      </RuleChoices>
    </>
  );
}
