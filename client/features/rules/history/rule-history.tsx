import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { RuleJson, RuleVersion } from '../../../../domain/api/rules.ts';
import { readPages } from '../../../api/read.ts';
import { ErrorState } from '../../../ui/error-state.tsx';
import { useFormats } from '../../../ui/formats.ts';
import { LateSkeleton } from '../../../ui/late-skeleton.tsx';
import { LoadMore } from '../../../ui/load-more.tsx';
import { useToasts } from '../../../ui/toast.ts';
import { useChange } from '../../../ui/use-change.ts';
import { ruleReaders } from '../readers.ts';
import { useReplannedWords } from '../replanned.ts';
import { DifferenceList } from './difference-list.tsx';

interface RuleHistoryProps {
  org: string;
  rule: RuleJson;
  editable: boolean;
  onRestored: () => void;
}

/** Versions of a rule, the newest first: who, when, what, and a way back (product.md 4, idea 22). */
export function RuleHistory({ org, rule, editable, onRestored }: RuleHistoryProps) {
  const t = useTranslations();
  const list = useInfiniteQuery(
    readPages('GET /o/:org/rules/:rule/versions', {
      params: { org, rule: rule.id },
      query: { limit: 20 },
    }),
  );
  const restore = useRestore(onRestored);
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  if (list.isPending) return <LateSkeleton rows={4} />;
  if (list.isError && rows.length === 0)
    return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  return (
    <Stack component="section" aria-label={t('r2.history.title')}>
      {rows.map((version) => (
        <Version
          key={version.version}
          version={version}
          isNewest={version.version === rule.version}
          action={
            editable &&
            version.version !== rule.version && (
              <Button
                variant="default"
                loading={restore.isPending}
                aria-label={t('r2.history.restoreNamed', { version: version.version })}
                onClick={() =>
                  restore.mutate({
                    params: { org, rule: rule.id, version: String(version.version) },
                    body: { version: rule.version },
                  })
                }
              >
                {t('r2.history.restore')}
              </Button>
            )
          }
        />
      ))}
      <LoadMore
        hasNext={list.hasNextPage}
        busy={list.isFetchingNextPage}
        onMore={() => void list.fetchNextPage()}
      />
    </Stack>
  );
}

function useRestore(onRestored: () => void) {
  const { done } = useToasts();
  const words = useReplannedWords();
  return useChange('POST /o/:org/rules/:rule/versions/:version/restore', {
    refresh: ruleReaders,
    onDone: ({ replanned }) => {
      done(words(replanned));
      onRestored();
    },
  });
}

interface VersionProps {
  version: RuleVersion;
  isNewest: boolean;
  action: ReactNode;
}

function Version({ version, isNewest, action }: VersionProps) {
  const t = useTranslations();
  const { instant } = useFormats();
  return (
    <Paper withBorder p="md">
      <Group justify="space-between" align="start">
        <div>
          <Title order={2} size="h5">
            {isNewest
              ? t('r2.history.current', { version: version.version })
              : t('r2.history.version', { version: version.version })}
          </Title>
          <Text size="sm" c="dimmed">
            {t('r2.history.by', { name: version.changedBy, at: instant(version.changedAt) })}
          </Text>
        </div>
        {action}
      </Group>
      {version.differences === null ? (
        <Text size="sm" mt="xs">
          {t('r2.history.first')}
        </Text>
      ) : (
        <DifferenceList differences={version.differences} />
      )}
    </Paper>
  );
}
