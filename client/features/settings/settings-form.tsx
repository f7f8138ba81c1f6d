import { Alert, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
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
import { settingsOf, type Settings } from './settings.ts';
import { WriteBackFields } from './write-back-fields.tsx';

export function SettingsForm({ organisation }: { organisation: OrganisationJson }) {
  const t = useTranslations();
  const form = useForm<Settings>({ initialValues: settingsOf(organisation) });
  const save = useSave(organisation, (saved) => {
    form.setInitialValues(settingsOf(saved));
    form.setValues(settingsOf(saved));
  });
  const allowed = mayRun(organisation.role);
  const run = () =>
    save.mutate({
      params: { org: organisation.id },
      body: { version: organisation.version, ...form.values },
    });
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
        <WriteBackFields form={form} organisation={organisation} disabled={!allowed} />
      </Stack>
    </>
  );
}

function useSave(organisation: OrganisationJson, onSaved: (saved: OrganisationJson) => void) {
  const t = useTranslations();
  const client = useQueryClient();
  const { done } = useToasts();
  const tellFailure = useFailureToast();
  const { queryKey } = organisationQuery(organisation.id);
  return useChange('PATCH /o/:org', {
    refresh: [],
    onDone: (saved) => {
      client.setQueryData(queryKey, saved);
      onSaved(saved);
      done(t('s1.saved'));
    },
    onFailed: (error) => {
      if (isStatus(error, 412)) void client.invalidateQueries({ queryKey });
      else tellFailure(error);
    },
  });
}
