import { Alert } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { OrganisationJson } from '../../../domain/api/organisations.ts';
import { useFormats } from '../../ui/formats.ts';
import { useReason } from '../../ui/sentences.ts';

/** Why nothing is read at present, and what that means for sending (E58). */
export function PausedNote({ connection }: { connection: OrganisationJson['connection'] }) {
  const t = useTranslations();
  const { instant } = useFormats();
  const reasonWords = useReason();
  if (connection?.state === 'live') return null;
  const books = connection?.booksName ?? t('common.books');
  const { state, pausedUntil = null, reason = '' } = connection ?? {};
  const until = pausedUntil === null ? null : instant(pausedUntil);
  return (
    <Alert
      color="red"
      variant="outline"
      title={state === 'paused' ? t('o1.paused', { books }) : t('o1.notConnected', { books })}
    >
      {state === 'paused' && (
        <p>{until === null ? t('o1.pausedOpen') : t('o1.pausedUntil', { books, at: until })}</p>
      )}
      {state !== 'paused' && reason !== '' && <p>{reasonWords(reason) ?? reason}</p>}
      <p>{t('o1.pausedEffect')}</p>
    </Alert>
  );
}
