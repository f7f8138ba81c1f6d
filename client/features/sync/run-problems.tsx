import { Alert, List } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { SyncRunJson } from '../../../domain/api/organisations.ts';
import { useReason } from '../../ui/sentences.ts';

/** Records that could not be read, by their id in the books, so that somebody can look there. */
export function RunProblems({ run }: { run: SyncRunJson }) {
  const t = useTranslations();
  const reasonWords = useReason();
  const { unreadable, problems } = run;
  if (unreadable === 0 && problems.length === 0) return null;
  return (
    <Alert
      color="yellow"
      variant="light"
      title={t('o1.unreadable', { count: Math.max(unreadable, problems.length) })}
    >
      <List size="sm">
        {problems.map(({ recordId, code }) => (
          <List.Item key={`${recordId} ${code}`}>
            {t('o1.problem', { record: recordId, reason: reasonWords(code) ?? code })}
          </List.Item>
        ))}
      </List>
      {unreadable > problems.length && problems.length > 0 && (
        <p>{t('o1.moreProblems', { count: unreadable - problems.length })}</p>
      )}
    </Alert>
  );
}
