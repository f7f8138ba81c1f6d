import { Button, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import type { SystemJson } from '../../../domain/api/organisations.ts';
import { read } from '../../api/read.ts';
import { connectPath } from '../../ui/connect-path.ts';
import { Door } from '../../ui/door.tsx';
import { LanguageSwitch } from '../../ui/language-switch.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { useCodeSentence } from '../../ui/sentences.ts';

const route = getRouteApi('/connect/problem');
/** Trying again cannot help here; another person or another company is needed. */
const toSignIn = new Set(['company-taken', 'wrong-company', 'email-unverified']);

/** A2: each way in which connecting can end badly, and the arrival after removing Dunlin in the store, has one text and one button. */
export function ConnectProblemPage() {
  const t = useTranslations();
  const { code = '', books } = route.useSearch();
  const { data: systems } = useQuery(read('GET /systems', {}));
  if (!systems) return <Door footer={<LanguageSwitch />}>{null}</Door>;
  // Without a name in the address there is no doubt only where one system is offered.
  const [only, ...others] = systems;
  const system = systems.find(({ key }) => key === books) ?? (others.length === 0 ? only : null);
  const isRemoved = code === 'removed' && Boolean(system);
  return (
    <Door footer={<LanguageSwitch />}>
      <PageHeader
        title={isRemoved ? t('a2.removedTitle', { books: system?.name ?? '' }) : t('a2.title')}
      />
      <What code={code} system={system} />
      {!isRemoved && (
        <Text size="sm" c="dimmed">
          {t('a2.nothingSent')}
        </Text>
      )}
      {system && !toSignIn.has(code) ? (
        <Button component="a" href={connectPath(system.key)}>
          {t('a2.again', { books: system.name })}
        </Button>
      ) : (
        <Button component="a" href="/sign-in">
          {t('a2.toSignIn')}
        </Button>
      )}
    </Door>
  );
}

function What({ code, system }: { code: string; system: SystemJson | null | undefined }) {
  const t = useTranslations();
  const sentence = useCodeSentence();
  if (!system) return <Text>{t('a2.unknown')}</Text>;
  const names = { books: system.name, account: system.accountName };
  return <Text>{sentence('a2.problem', code, names) ?? t('a2.unknown')}</Text>;
}
