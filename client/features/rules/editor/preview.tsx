import { Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { FindingJson, RulePreview } from '../../../../domain/api/rules.ts';
import { read } from '../../../api/read.ts';
import { ErrorState } from '../../../ui/error-state.tsx';
import { useDebounced } from '../../../ui/use-debounced.ts';
import { CompareLive } from './compare-live.tsx';
import { settingsOf, type Draft, type Templates } from './draft.ts';
import classes from './editor.module.css';
import { MessagePreview, type Choice } from './message-preview.tsx';
import { PreviewDays } from './preview-days.tsx';
import { PreviewExcluded } from './preview-excluded.tsx';
import { PreviewFindings } from './preview-findings.tsx';
import { PreviewMessages } from './preview-messages.tsx';
import { isValid } from './validation.ts';

type Answer = ReturnType<typeof usePreview>;

/** What a draft would do, asked 400 ms after the last change; keeps the last answer while a new one comes. */
export function usePreview(org: string, ruleId: string | null, values: Draft) {
  const draft = useDebounced(values, 400);
  const settings = settingsOf(draft);
  const valid = isValid(settings);
  const query = useQuery({
    ...read('POST /o/:org/rules/preview', { params: { org }, body: { ruleId, settings } }),
    enabled: valid,
    placeholderData: (previous) => previous,
  });
  return { ...query, valid, settings };
}

interface PreviewProps {
  org: string;
  ruleId: string | null;
  answer: Answer;
  templates: Templates;
  /** Leads to the field that a finding is about. */
  onShow: (finding: FindingJson) => void;
}

/** Stands beside the form and never blocks typing. */
export function Preview({ org, ruleId, answer, templates, onShow }: PreviewProps) {
  const t = useTranslations();
  const { data, error, isFetching, refetch, valid, settings } = answer;
  const [choice, setChoice] = useState<Choice>({});
  return (
    <section className={classes.preview} aria-label={t('r2.preview')} aria-busy={isFetching}>
      <p className="visually-hidden" role="status">
        {data && !isFetching ? t('r2.previewUpdated', data.matches) : ''}
      </p>
      <Stack>
        {!valid && <Text c="dimmed">{t('r2.previewInvalid')}</Text>}
        {valid && error && <ErrorState error={error} onRetry={() => void refetch()} />}
        {data && <Summary data={data} onShow={onShow} />}
        <CompareLive org={org} ruleId={ruleId} settings={settings} valid={valid} />
        <MessagePreview
          org={org}
          steps={settings.steps}
          templates={templates}
          messages={[...(data?.dueNow ?? []), ...(data?.later ?? [])]}
          choice={choice}
          onChoose={setChoice}
        />
        {data && <Lists data={data} onShow={setChoice} />}
      </Stack>
    </section>
  );
}

function Summary({ data, onShow }: { data: RulePreview } & Pick<PreviewProps, 'onShow'>) {
  const t = useTranslations();
  return (
    <>
      <div>
        <Title order={2} size="h4">
          {t('r2.matchesNow')}
        </Title>
        <Text>{t('r1.matchesNow', data.matches)}</Text>
      </div>
      <PreviewDays days={data.days} todayOn={data.todayOn} />
      <PreviewFindings findings={data.findings} onShow={onShow} />
    </>
  );
}

function Lists({ data, onShow }: { data: RulePreview; onShow: (choice: Choice) => void }) {
  const t = useTranslations();
  return (
    <>
      <PreviewMessages
        title={t('r2.dueNow', { count: data.totals.dueNow })}
        none={t('r2.dueNowNone')}
        messages={data.dueNow}
        total={data.totals.dueNow}
        onShow={onShow}
      />
      <PreviewMessages
        title={t('r2.later', { count: data.totals.later })}
        none={t('r2.laterNone')}
        messages={data.later}
        total={data.totals.later}
        onShow={onShow}
      />
      <PreviewExcluded excluded={data.excluded} total={data.totals.excluded} />
    </>
  );
}
