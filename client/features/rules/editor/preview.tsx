import { Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { RuleSettings } from '../../../../domain/rules/rule.ts';
import { read } from '../../../api/read.ts';
import { ErrorState } from '../../../ui/error-state.tsx';
import { useDebounced } from '../../../ui/use-debounced.ts';
import { sorted, type Templates } from './draft.ts';
import classes from './editor.module.css';
import { MessagePreview, type Choice } from './message-preview.tsx';
import { PreviewExcluded } from './preview-excluded.tsx';
import { PreviewMessages } from './preview-messages.tsx';
import { isValid } from './validation.ts';

interface PreviewProps {
  org: string;
  ruleId: string | null;
  settings: RuleSettings;
  templates: Templates;
}

/** What this draft would do, asked 400 ms after the last change. Never blocks typing; keeps the last answer while a new one comes. */
export function Preview({ org, ruleId, settings, templates }: PreviewProps) {
  const t = useTranslations();
  const draft = useDebounced(settings, 400);
  const valid = isValid(draft);
  const [choice, setChoice] = useState<Choice>({});
  const { data, error, isFetching, refetch } = useQuery({
    ...read('POST /o/:org/rules/preview', {
      params: { org },
      body: { ruleId, settings: sorted(draft) },
    }),
    enabled: valid,
    placeholderData: (previous) => previous,
  });

  return (
    <section className={classes.preview} aria-label={t('r2.preview')} aria-busy={isFetching}>
      <p className="visually-hidden" role="status">
        {data && !isFetching ? t('r2.previewUpdated', data.matches) : ''}
      </p>
      <Stack>
        {!valid && <Text c="dimmed">{t('r2.previewInvalid')}</Text>}
        {valid && error && <ErrorState error={error} onRetry={() => void refetch()} />}
        {data && (
          <>
            <div>
              <Title order={2} size="h4">
                {t('r2.matchesNow')}
              </Title>
              <Text>{t('r1.matchesNow', data.matches)}</Text>
            </div>
            <PreviewMessages
              title={t('r2.dueNow', { count: data.totals.dueNow })}
              none={t('r2.dueNowNone')}
              messages={data.dueNow}
              total={data.totals.dueNow}
              onShow={setChoice}
            />
            <PreviewMessages
              title={t('r2.later', { count: data.totals.later })}
              none={t('r2.laterNone')}
              messages={data.later}
              total={data.totals.later}
              onShow={setChoice}
            />
            <PreviewExcluded excluded={data.excluded} total={data.totals.excluded} />
          </>
        )}
        <MessagePreview
          org={org}
          steps={draft.steps}
          templates={templates}
          messages={[...(data?.dueNow ?? []), ...(data?.later ?? [])]}
          choice={choice}
          onChoose={setChoice}
        />
      </Stack>
    </section>
  );
}
