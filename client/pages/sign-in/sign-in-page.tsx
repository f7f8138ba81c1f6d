import { Alert, Button, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { read } from '../../api/read.ts';
import { LanguageSwitch } from '../../ui/language-switch.tsx';
import { connectPath, signInPath } from '../../ui/connect-path.ts';
import { Door } from '../../ui/door.tsx';
import { PageHeader } from '../../ui/page-header.tsx';

/** A1. All doors are full navigations to a provider's consent page; with several accounting systems each has its two. */
export function SignInPage() {
  const t = useTranslations();
  const { data: systems } = useQuery(read('GET /systems', {}));
  const sandbox = systems?.some((system) => system.sandbox) ?? false;
  const several = systems && systems.length > 1 ? systems : [];
  return (
    <Door footer={<LanguageSwitch />}>
      <PageHeader title={t('a1.title')} />
      <Text>{several.length > 0 ? t('a1.textSeveral') : t('a1.text')}</Text>
      {sandbox && (
        <Alert variant="light" color="yellow" title={t('a1.sandbox.title')}>
          {t('a1.sandbox.text')}
        </Alert>
      )}
      {several.length === 0 && (
        <Button size="md" component="a" href={connectPath()}>
          {t('a1.connect')}
        </Button>
      )}
      {several.map(({ key, name }) => (
        <Button key={key} size="md" component="a" href={connectPath(key)}>
          {t('a1.connectTo', { books: name })}
        </Button>
      ))}
      <Text size="sm" c="dimmed">
        {t('a1.connectHelp')}
      </Text>
      {several.length === 0 && (
        <Button size="md" variant="default" component="a" href={signInPath()}>
          {t('a1.signIn')}
        </Button>
      )}
      {several.map(({ key, name }) => (
        <Button key={key} size="md" variant="default" component="a" href={signInPath(key)}>
          {t('a1.signInWith', { books: name })}
        </Button>
      ))}
      <Text size="sm" c="dimmed">
        {t('a1.signInHelp')}
      </Text>
    </Door>
  );
}
