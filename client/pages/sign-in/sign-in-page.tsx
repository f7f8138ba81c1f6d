import { Alert, Button, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useFormatter, useTranslations } from 'use-intl';
import type { SystemJson } from '../../../domain/api/organisations.ts';
import { read } from '../../api/read.ts';
import { connectPath, signInPath } from '../../ui/connect-path.ts';
import { Door } from '../../ui/door.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { LanguageSwitch } from '../../ui/language-switch.tsx';
import { LateSkeleton } from '../../ui/late-skeleton.tsx';
import { PageHeader } from '../../ui/page-header.tsx';

/** A1. All doors are full navigations to a provider's consent page; each accounting system that is offered has its two. */
export function SignInPage() {
  const t = useTranslations();
  const { data: systems, error, refetch } = useQuery(read('GET /systems', {}));
  return (
    <Door footer={<LanguageSwitch />}>
      <PageHeader title={t('a1.title')} />
      {systems && <Doors systems={systems} />}
      {!systems && error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!systems && !error && <LateSkeleton rows={4} />}
    </Door>
  );
}

function Doors({ systems }: { systems: SystemJson[] }) {
  const t = useTranslations();
  const format = useFormatter();
  const names = systems.map(({ name }) => name);
  return (
    <>
      <Text>{t('a1.text', { books: format.list(names, { type: 'disjunction' }) })}</Text>
      {systems.some(({ sandbox }) => sandbox) && (
        <Alert variant="light" color="yellow" title={t('a1.sandbox.title')}>
          {t('a1.sandbox.text')}
        </Alert>
      )}
      {systems.map(({ key, name }) => (
        <Button key={key} size="md" component="a" href={connectPath(key)}>
          {t('a1.connectTo', { books: name })}
        </Button>
      ))}
      <Text size="sm" c="dimmed">
        {t('a1.connectHelp')}
      </Text>
      {systems.map(({ key, accountName }) => (
        <Button key={key} size="md" variant="default" component="a" href={signInPath(key)}>
          {t('a1.signInWith', { account: accountName })}
        </Button>
      ))}
      <Text size="sm" c="dimmed">
        {t('a1.signInHelp')}
      </Text>
    </>
  );
}
