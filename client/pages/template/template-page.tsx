import { Anchor } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { read } from '../../api/read.ts';
import { TemplateEditor } from '../../features/templates/editor/template-editor.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { LateSkeleton } from '../../ui/late-skeleton.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { mayEdit } from '../../ui/rights.ts';
import { useLanguageCode } from '../../ui/sentences.ts';
import { useOrganisation } from '../../ui/use-organisation.ts';

const route = getRouteApi('/o/$org/templates/$template');

export function TemplatePage() {
  const t = useTranslations();
  const spoken = useLanguageCode();
  const { org, template: id } = route.useParams();
  const { lang = spoken } = route.useSearch();
  const navigate = route.useNavigate();
  const organisation = useOrganisation();
  const { data, error, refetch } = useQuery(
    read('GET /o/:org/templates/:template', { params: { org, template: id } }),
  );
  const back = (
    <Anchor renderRoot={(props) => <Link to="/o/$org/templates" params={{ org }} {...props} />}>
      {t('r6.toList')}
    </Anchor>
  );
  if (error && !data)
    return (
      <>
        <PageHeader title={t('r6.page')} back={back} />
        <ErrorState error={error} onRetry={() => void refetch()} />
      </>
    );
  if (!data) return <LateSkeleton />;
  return (
    <>
      <PageHeader title={t('r6.title', { name: data.name[spoken] })} back={back} />
      <TemplateEditor
        key={data.id}
        org={org}
        company={organisation.name}
        template={data}
        editable={mayEdit(organisation.role)}
        language={lang}
        onLanguage={(language) =>
          void navigate({ search: language === spoken ? {} : { lang: language } })
        }
      />
    </>
  );
}
