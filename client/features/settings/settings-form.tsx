import { Alert, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { OrganisationJson } from '../../../domain/api/organisations.ts';
import { isStatus } from '../../api/problem.ts';
import { organisationQuery } from '../../api/read.ts';
import { LeaveGuard } from '../../ui/leave-guard.tsx';
import { mayRun } from '../../ui/rights.ts';
import { SaveBar } from '../../ui/save-bar.tsx';
import { useToasts } from '../../ui/toast.ts';
import { useChange } from '../../ui/use-change.ts';
import { useFailureToast } from '../../ui/use-failure-toast.ts';
import { CompanyFields } from './company-fields.tsx';
import { FreshnessFields } from './freshness-fields.tsx';
import { settingsOf, wrongNumbers, type Freshness, type Settings } from './settings.ts';
import { WriteBackFields } from './write-back-fields.tsx';

interface SettingsFormProps {
  organisation: OrganisationJson;
  freshness: Freshness;
  /** What stands between the company and the rest and saves by itself. */
  children: ReactNode;
}

export function SettingsForm({ organisation, freshness, children }: SettingsFormProps) {
  const t = useTranslations();
  const form = useForm<Settings>({ initialValues: settingsOf(organisation, freshness) });
  const save = useSave(organisation, (sent) => {
    form.setInitialValues(sent);
    form.setValues(sent);
  });
  const allowed = mayRun(organisation.role);
  const run = () => {
    if (wrongNumbers(form.values).length > 0) {
      document.querySelector<HTMLElement>('main [aria-invalid=true]')?.focus();
      return;
    }
    save.mutate({
      params: { org: organisation.id },
      body: { version: organisation.version, ...form.values },
    });
  };
  return (
    <>
      <SaveBar dirty={form.isDirty()} busy={save.isPending} onSave={run} onDiscard={form.reset} />
      <LeaveGuard isDirty={() => form.isDirty()} onSave={run} />
      <Stack>
        {!allowed && <Text>{t('s1.notAllowed')}</Text>}
        {save.isError && isStatus(save.error, 412) && (
          <Alert color="red" variant="outline" role="alert">
            {t('s1.conflict')}
          </Alert>
        )}
        <CompanyFields form={form} confirmed={organisation.timeZoneConfirmed} disabled={!allowed} />
        {children}
        <FreshnessFields form={form} disabled={!allowed} />
        <WriteBackFields form={form} organisation={organisation} disabled={!allowed} />
      </Stack>
    </>
  );
}

function useSave(organisation: OrganisationJson, onSaved: (sent: Settings) => void) {
  const t = useTranslations();
  const client = useQueryClient();
  const { done } = useToasts();
  const tellFailure = useFailureToast();
  const { queryKey } = organisationQuery(organisation.id);
  return useChange('PATCH /o/:org', {
    refresh: ['GET /o/:org/sync'],
    onDone: (saved, { body }) => {
      client.setQueryData(queryKey, saved);
      const { staleAfterHours = 0, paymentsWithinDays = null } = body;
      const { timeZone, language, writeBack } = saved;
      onSaved({ timeZone, language, writeBack, staleAfterHours, paymentsWithinDays });
      done(t('s1.saved'));
    },
    onFailed: (error) => {
      if (isStatus(error, 412)) void client.invalidateQueries({ queryKey });
      else tellFailure(error);
    },
  });
}
