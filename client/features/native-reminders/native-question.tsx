import '@mantine/core/styles/Radio.css';
import { Alert, Radio, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
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

/**
 * Whether the books send reminders of their own: where they tell, what they told (product.md 4, idea 11), else a question to a person (UF-2),
 * whose answer is stored at once.
 */
export function NativeQuestion(props: NativeQuestionProps) {
  const { connection } = props.organisation;
  if (connection?.nativeReminders.ability === 'readable')
    return <NativeFound native={connection.nativeReminders} books={connection.booksName} />;
  return connection?.nativeReminders.ability === 'ask' ? <Question {...props} /> : null;
}

type NativeReminders = NonNullable<OrganisationJson['connection']>['nativeReminders'];

function NativeFound({ native, books }: { native: NativeReminders; books: string }) {
  const t = useTranslations();
  const { instant } = useFormats();
  if (native.answer === 'unknown') return null;
  const values = { books, at: native.at === null ? '–' : instant(native.at) };
  if (native.answer === 'off') return <Text size="sm">{t('s2.native.readOff', values)}</Text>;
  return (
    <Alert color="yellow" variant="light" title={t('s2.native.twice', { books })}>
      {t('s2.native.readOn', values)}
    </Alert>
  );
}

function Question({ organisation, disabled, isMissing }: NativeQuestionProps) {
  const t = useTranslations();
  const answer = useAnswer(organisation);
  const { connection } = organisation;
  if (!connection) return null;
  const { nativeReminders, booksName: books } = connection;
  const known = answer.wanted ?? nativeReminders.answer;
  return (
    <Stack gap="xs">
      <Radio.Group
        data-missing={isMissing || undefined}
        label={t('s2.native.question', { books })}
        description={t('s2.native.why', { books })}
        error={isMissing ? t('s2.native.missing') : null}
        value={known === 'unknown' ? '' : known}
        onChange={(wanted) => answer.give(wanted === 'on' ? 'on' : 'off')}
      >
        <Stack gap={8} mt={4}>
          <Radio value="off" disabled={disabled} label={t('s2.native.off')} />
          <Radio value="on" disabled={disabled} label={t('s2.native.on')} />
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

type Answer = 'off' | 'on';

/** One change at a time, the latest wish last; a field that went dead meanwhile would lose the keyboard's focus. */
function useAnswer({ id, version }: OrganisationJson) {
  const client = useQueryClient();
  const tellFailure = useFailureToast();
  const [wanted, setWanted] = useState<Answer | null>(null);
  const { queryKey } = organisationQuery(id);
  const change = useChange('PATCH /o/:org', {
    refresh: ['GET /o/:org/activity'],
    onDone: (saved, { body }) => {
      client.setQueryData(queryKey, saved);
      if (wanted === null || wanted === body.nativeReminders) setWanted(null);
      else store(wanted, saved.version);
    },
    onFailed: (error) => {
      setWanted(null);
      if (isStatus(error, 412)) void client.invalidateQueries({ queryKey });
      tellFailure(error);
    },
  });
  const store = (nativeReminders: Answer, from: number) =>
    change.mutate({ params: { org: id }, body: { version: from, nativeReminders } });
  return {
    /** Shown at once; when storing it fails, the answer that holds comes back. */
    wanted,
    give: (answer: Answer) => {
      setWanted(answer);
      if (!change.isPending) store(answer, version);
    },
  };
}
