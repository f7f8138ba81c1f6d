import '@mantine/core/styles/Radio.css';
import { Alert, Radio, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import type { OrganisationJson } from '../../../domain/api/organisations.ts';
import { isStatus } from '../../api/problem.ts';
import { organisationQuery } from '../../api/read.ts';
import { useFormats } from '../../ui/formats.ts';
import { useChange } from '../../ui/use-change.ts';
import { useFailureToast } from '../../ui/use-failure-toast.ts';

interface NativeQuestionProps {
  organisation: OrganisationJson;
  disabled: boolean;
  /** Beside a button that needs the answer. */
  isMissing?: boolean;
}

/** Nothing reads whether QuickBooks sends reminders of its own, so a person is asked (UF-2). The answer is stored at once. */
export function NativeQuestion({ organisation, disabled, isMissing }: NativeQuestionProps) {
  const t = useTranslations();
  const answer = useAnswer(organisation);
  const { connection } = organisation;
  if (connection?.nativeReminders.ability !== 'ask') return null;
  const { nativeReminders, booksName: books } = connection;
  // Shown at once; when storing it fails, the answer that holds comes back.
  const known = answer.pending ?? nativeReminders.answer;
  return (
    <Stack gap="xs">
      <Radio.Group
        label={t('s2.native.question', { books })}
        description={t('s2.native.why', { books })}
        error={isMissing ? t('s2.native.missing') : null}
        value={known === 'unknown' ? '' : known}
        onChange={(wanted) => answer.give(wanted === 'on' ? 'on' : 'off')}
      >
        <Stack gap={8} mt={4}>
          <Radio
            value="off"
            disabled={disabled || answer.pending !== undefined}
            label={t('s2.native.off')}
          />
          <Radio
            value="on"
            disabled={disabled || answer.pending !== undefined}
            label={t('s2.native.on')}
          />
        </Stack>
      </Radio.Group>
      <Answered answer={nativeReminders} />
      {known === 'on' && (
        <Alert color="yellow" variant="light" title={t('s2.native.twice', { books })}>
          {t('s2.native.how', { books })}
        </Alert>
      )}
    </Stack>
  );
}

type NativeReminders = NonNullable<OrganisationJson['connection']>['nativeReminders'];

function Answered({ answer }: { answer: NativeReminders }) {
  const t = useTranslations();
  const { instant } = useFormats();
  if (answer.at === null) return null;
  return (
    <Text size="sm" c="dimmed" role="status">
      {t('s2.native.answered', { at: instant(answer.at), name: answer.by ?? '–' })}
    </Text>
  );
}

function useAnswer({ id, version }: OrganisationJson) {
  const client = useQueryClient();
  const tellFailure = useFailureToast();
  const { queryKey } = organisationQuery(id);
  const change = useChange('PATCH /o/:org', {
    refresh: ['GET /o/:org/activity'],
    onDone: (saved) => client.setQueryData(queryKey, saved),
    onFailed: (error) => {
      if (isStatus(error, 412)) void client.invalidateQueries({ queryKey });
      tellFailure(error);
    },
  });
  return {
    pending: change.isPending ? change.variables.body.nativeReminders : undefined,
    give: (nativeReminders: 'off' | 'on') =>
      change.mutate({ params: { org: id }, body: { version, nativeReminders } }),
  };
}
