import { Paper, Switch, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { OldInvoicesChoice, OrganisationJson } from '../../../domain/api/organisations.ts';
import type { ResponseOf } from '../../../domain/api/endpoints.ts';
import { isStatus } from '../../api/problem.ts';
import { useFormats } from '../../ui/formats.ts';
import { mayRun } from '../../ui/rights.ts';
import { useToasts } from '../../ui/toast.ts';
import { useChange } from '../../ui/use-change.ts';
import { useFailureToast } from '../../ui/use-failure-toast.ts';
import { GoLiveDialog } from './go-live-dialog.tsx';

type Rules = ResponseOf<'GET /o/:org/rules'>['rows'];

interface MasterSwitchProps {
  organisation: OrganisationJson;
  rules: Rules | undefined;
  /** Asks whether the books remind by themselves; stands inside the dialog. */
  nativeQuestion: (isMissing: boolean) => ReactNode;
}

/** Off: nothing is sent, whatever the rules say (BJ-20). Turning it on asks first, with the number of messages. */
export function MasterSwitch({ organisation, rules, nativeQuestion }: MasterSwitchProps) {
  const t = useTranslations();
  const state = useStateWords(organisation.remindersOn, rules);
  const client = useQueryClient();
  const { done } = useToasts();
  const tellFailure = useFailureToast();
  const [asking, setAsking] = useState(false);
  const change = useChange('PUT /o/:org/reminders', {
    refresh: ['GET /o/:org', 'GET /o/:org/rules', 'GET /o/:org/invoices', 'GET /o/:org/reminders'],
    onDone: ({ remindersOn }) => {
      setAsking(false);
      done(remindersOn ? t('r1.turnedOn') : t('r1.turnedOff'));
    },
    // Inside the dialog the problem is told there.
    onFailed: (error) => {
      if (isStatus(error, 412)) void client.invalidateQueries({ queryKey: ['GET /o/:org'] });
      if (!asking) tellFailure(error);
    },
  });
  const put = (on: boolean, old?: OldInvoicesChoice) =>
    change.mutate({
      params: { org: organisation.id },
      body: { on, version: organisation.version, ...(old ? { old } : {}) },
    });
  const openDialog = () => {
    change.reset();
    setAsking(true);
  };
  const allowed = mayRun(organisation.role);

  return (
    <Paper withBorder p="md">
      <Switch
        size="md"
        checked={organisation.remindersOn}
        disabled={!allowed || change.isPending}
        label={t('r1.master')}
        description={allowed ? state : t('r1.masterNotAllowed')}
        onChange={(event) => (event.currentTarget.checked ? openDialog() : put(false))}
      />
      {!allowed && <Text size="sm">{state}</Text>}
      {asking && (
        <GoLiveDialog
          org={organisation.id}
          busy={change.isPending}
          error={change.error}
          native={{ isAnswered: isAnswered(organisation), question: nativeQuestion }}
          onConfirm={(old) => put(true, old)}
          onClose={() => setAsking(false)}
        />
      )}
    </Paper>
  );
}

/** Also when there is nothing to ask: the books cannot remind, or tell it themselves. */
function isAnswered({ connection }: OrganisationJson): boolean {
  if (connection === null || connection.nativeReminders.ability !== 'ask') return true;
  return connection.nativeReminders.answer !== 'unknown';
}

function useStateWords(on: boolean, rules: Rules = []): string {
  const t = useTranslations();
  const { day } = useFormats();
  if (!on) return t('r1.off');
  const enabled = rules.filter((rule) => rule.enabled);
  const next = enabled
    .map((rule) => rule.nextSendOn)
    .filter((on) => on !== null)
    .sort()[0];
  if (next === undefined) return t('r1.onIdle', { rules: enabled.length });
  return t('r1.on', { rules: enabled.length, on: day(next) });
}
