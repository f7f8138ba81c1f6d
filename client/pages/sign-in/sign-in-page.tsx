import { Alert, Button, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { read } from '../../api/read.ts';
import { LanguageSwitch } from '../../ui/language-switch.tsx';
import { connectPath } from '../../ui/connect-path.ts';
import { Door } from '../../ui/door.tsx';
import { PageHeader } from '../../ui/page-header.tsx';

/** A1. Both doors are full navigations to the provider's consent page. */
export function SignInPage() {
  const t = useTranslations();
  const { data: systems } = useQuery(read('GET /systems', {}));
  const sandbox = systems?.some((system) => system.sandbox) ?? false;
  return (
    <Door footer={<LanguageSwitch />}>
      <PageHeader title={t('a1.title')} />
      <Text>{t('a1.text')}</Text>
      {sandbox && (
        <Alert variant="light" color="yellow" title={t('a1.sandbox.title')}>
          {t('a1.sandbox.text')}
        </Alert>
      )}
      <Button size="md" component="a" href={connectPath()}>
        {t('a1.connect')}
      </Button>
      <Text size="sm" c="dimmed">
        {t('a1.connectHelp')}
      </Text>
      <Button
        size="md"
        variant="default"
        component="a"
        href="/connect/quickbooks/start?intent=sign-in"
      >
        {t('a1.signIn')}
      </Button>
      <Text size="sm" c="dimmed">
        {t('a1.signInHelp')}
      </Text>
    </Door>
  );
}
