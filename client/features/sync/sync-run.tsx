import { Alert, Button, Paper, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { SyncRunJson } from '../../../domain/api/organisations.ts';
import { useFormats } from '../../ui/formats.ts';
import { useReason } from '../../ui/sentences.ts';
import { useCalm } from '../../ui/use-calm.ts';
import { KindProgress } from './kind-progress.tsx';
import { kindUnderWay, percentOf, type SyncKind } from './progress.ts';
import { RunProblems } from './run-problems.tsx';

/** The server says what changed; a live region speaks no more often than this (ux 8). */
const ANNOUNCE_MS = 10_000;

interface SyncRunProps {
  run: SyncRunJson;
  books: string;
  /** What the mirror holds of these books; a run counts the others as empty. */
  kinds: readonly SyncKind[];
  /** Last successful read of the books. */
  syncedAt: string | null;
  /** Null when this person may not ask for a sync. */
  onRetry: (() => void) | null;
}

/** The run under way, or the last one. All of it is told by the server, so a reload shows the same. */
export function SyncRun({ run, books, kinds, syncedAt, onRetry }: SyncRunProps) {
  const t = useTranslations();
  const headline = useHeadline(run, books);
  const { instant } = useFormats();
  const running = run.state === 'running';
  const shown = run.progress.filter(({ kind }) => kinds.includes(kind));
  const current = running ? kindUnderWay(run.progress) : null;
  return (
    <Paper withBorder p="md" component="section" aria-label={headline}>
      <Stack>
        <div>
          <Title order={2} size="h4">
            {headline}
          </Title>
          <Text c="dimmed">
            {run.requestedBy === ''
              ? t('o1.started', { at: instant(run.startedAt) })
              : t('o1.startedBy', { at: instant(run.startedAt), name: run.requestedBy })}
          </Text>
          {syncedAt !== null && (
            <Text c="dimmed">{t('o1.success', { at: instant(syncedAt) })}</Text>
          )}
        </div>
        <Announced run={run} headline={headline} />
        {run.stalled && <Stalled movedAt={run.movedAt ?? run.startedAt} />}
        {run.state === 'failed' && (
          <Failure code={run.errorCode}>
            {onRetry && (
              <Button variant="default" mt="xs" onClick={onRetry}>
                {t('common.tryAgain')}
              </Button>
            )}
          </Failure>
        )}
        {shown.map((progress) => (
          <KindProgress
            key={progress.kind}
            progress={progress}
            running={running && !run.stalled}
            secondsLeft={progress.kind === current ? run.secondsLeft : null}
          />
        ))}
        {run.state === 'done' && run.type !== 'import' && (
          <Text>{t('o1.changed', { count: run.changed })}</Text>
        )}
        <RunProblems run={run} />
      </Stack>
    </Paper>
  );
}

function useHeadline(run: SyncRunJson, books: string): string {
  const t = useTranslations();
  const { time } = useFormats();
  if (run.state === 'waiting' && run.waitingUntil !== null)
    return t('o1.waitingUntil', { books, at: time(run.waitingUntil) });
  if (run.state === 'waiting') return t('o1.waiting', { books });
  if (run.state === 'failed') return t('o1.failed');
  const ended = { import: t('o1.importDone'), sweep: t('o1.upToDate'), check: t('o1.checkDone') };
  const going = { import: t('o1.importing'), sweep: t('o1.sweeping'), check: t('o1.checking') };
  return run.state === 'done' ? ended[run.type] : going[run.type];
}

/** Headline and share in one polite sentence, for people who do not see the bars. */
function Announced({ run, headline }: { run: SyncRunJson; headline: string }) {
  const t = useTranslations();
  const percent = run.state === 'running' ? percentOf(run.progress) : null;
  const words = percent === null ? headline : t('o1.announced', { headline, percent });
  return (
    <p className="visually-hidden" role="status">
      {useCalm(words, ANNOUNCE_MS)}
    </p>
  );
}

function Stalled({ movedAt }: { movedAt: string }) {
  const t = useTranslations();
  const { time } = useFormats();
  return (
    <Alert color="yellow" variant="light" title={t('o1.stalled', { at: time(movedAt) })}>
      {t('o1.stalledNext')}
    </Alert>
  );
}

function Failure({ code, children }: { code: string; children: ReactNode }) {
  const t = useTranslations();
  const reasonWords = useReason();
  return (
    <Alert color="red" variant="light">
      {reasonWords(code) ?? t('o1.errorUnknown', { code: code === '' ? '–' : code })}
      <div>{children}</div>
    </Alert>
  );
}
