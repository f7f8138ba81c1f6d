import { Button, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { read } from '../../api/read.ts';
import { LanguageSwitch } from '../../ui/language-switch.tsx';
import { connectPath } from '../../ui/connect-path.ts';
import { Door } from '../../ui/door.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { useCodeSentence } from '../../ui/sentences.ts';

const route = getRouteApi('/connect/problem');
/** Trying again cannot help here; another person or another company is needed. */
const toSignIn = new Set(['company-taken', 'wrong-company', 'email-unverified']);

/** A2: each way in which connecting can end badly, and the arrival after removing Dunlin in the store, has one text and one button. */
export function ConnectProblemPage() {
  const t = useTranslations();
  const sentence = useCodeSentence();
  const { code = '' } = route.useSearch();
  const { data: systems } = useQuery(read('GET /systems', {}));
  // With several systems the way begins where one is chosen.
  const isOneOfSeveral = systems !== undefined && systems.length > 1;
  return (
    <Door footer={<LanguageSwitch />}>
      <PageHeader title={code === 'removed' ? t('a2.removedTitle') : t('a2.title')} />
      <Text>{sentence('a2.problem', code) ?? t('a2.unknown')}</Text>
      {code !== 'removed' && (
        <Text size="sm" c="dimmed">
          {t('a2.nothingSent')}
        </Text>
      )}
      <Button
        component="a"
        href={toSignIn.has(code) || isOneOfSeveral ? '/sign-in' : connectPath()}
      >
        {toSignIn.has(code) ? t('a2.toSignIn') : t('a2.again')}
      </Button>
    </Door>
  );
}
