import { Anchor, Container } from '@mantine/core';
import { Link, useRouter } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { ErrorState } from '../ui/error-state.tsx';
import { PageHeader } from '../ui/page-header.tsx';

/** A page that could not be shown at all. */
export function PageProblem({ error, reset }: { error: unknown; reset?: () => void }) {
  const t = useTranslations();
  const router = useRouter();
  return (
    <Container component="main" size="sm" py="xl">
      <PageHeader title={t('common.broken.heading')} />
      <ErrorState
        error={error}
        onRetry={() => {
          reset?.();
          void router.invalidate();
        }}
      />
    </Container>
  );
}

export function NotFoundScreen() {
  const t = useTranslations();
  return (
    <Container component="main" size="sm" py="xl">
      <PageHeader title={t('common.notFound.title')} />
      <p>{t('common.notFound.text')}</p>
      <Anchor renderRoot={(props) => <Link to="/" {...props} />}>
        {t('common.notFound.home')}
      </Anchor>
    </Container>
  );
}
