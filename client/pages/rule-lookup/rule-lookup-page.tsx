import { getRouteApi } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { RuleLookup } from '../../features/rules/lookup/rule-lookup.tsx';
import { WhyPanel } from '../../features/why/why-panel.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { RulesLink } from '../rule/rules-link.tsx';

const route = getRouteApi('/o/$org/rules/lookup');

/** R3. */
export function RuleLookupPage() {
  const t = useTranslations();
  const { org } = route.useParams();
  const { customer } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <>
      <PageHeader title={t('r3.title')} back={<RulesLink org={org} />} />
      <RuleLookup
        key={customer ?? ''}
        org={org}
        customer={customer}
        isOwnPage
        onSearch={(wanted) => void navigate({ search: { customer: wanted } })}
        why={(invoice, rule) => (
          <WhyPanel org={org} invoice={invoice} rule={rule} actionFor={() => null} />
        )}
      />
    </>
  );
}
