import { Paper, Switch, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { OrganisationJson } from '../../../domain/api/organisations.ts';
import type { ResponseOf } from '../../../domain/api/endpoints.ts';
import { useFormats } from '../../ui/formats.ts';
import { mayRun } from '../../ui/rights.ts';
import { useToasts } from '../../ui/toast.ts';
import { useChange } from '../../ui/use-change.ts';
import { GoLiveDialog } from './go-live-dialog.tsx';

type Rules = ResponseOf<'GET /o/:org/rules'>['rows'];

interface MasterSwitchProps {
  organisation: OrganisationJson;
  rules: Rules | undefined;
}

/** Off: nothing is sent, whatever the rules say (BJ-20). Turning it on asks first, with the number of messages. */
export function MasterSwitch({ organisation, rules }: MasterSwitchProps) {
  const t = useTranslations();
  const state = useStateWords(organisation.remindersOn, rules);
  const { done } = useToasts();
  const [asking, setAsking] = useState(false);
  const change = useChange('PUT /o/:org/reminders', {
    refresh: ['GET /o/:org', 'GET /o/:org/rules', 'GET /o/:org/invoices'],
    onDone: ({ remindersOn }) => {
      setAsking(false);
      done(remindersOn ? t('r1.turnedOn') : t('r1.turnedOff'));
    },
  });
  const put = (on: boolean) =>
    change.mutate({
      params: { org: organisation.id },
      body: { on, version: organisation.version },
    });
  const allowed = mayRun(organisation.role);

  return (
    <Paper withBorder p="md">
      <Switch
        size="md"
        checked={organisation.remindersOn}
        disabled={!allowed || change.isPending}
        label={t('r1.master')}
        description={allowed ? state : t('r1.masterNotAllowed')}
        onChange={(event) => (event.currentTarget.checked ? setAsking(true) : put(false))}
      />
      {!allowed && <Text size="sm">{state}</Text>}
      <GoLiveDialog
        org={organisation.id}
        opened={asking}
        busy={change.isPending}
        onConfirm={() => put(true)}
        onClose={() => setAsking(false)}
      />
    </Paper>
  );
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
