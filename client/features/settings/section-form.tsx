import { Alert, Stack, Text } from '@mantine/core';
import { useForm, type UseFormReturnType } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { useLayoutEffect, useRef, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { BodyOf } from '../../../domain/api/endpoints.ts';
import type { OrganisationJson } from '../../../domain/api/organisations.ts';
import { isStatus } from '../../api/problem.ts';
import { organisationQuery } from '../../api/read.ts';
import { ErrorList } from '../../ui/error-list.tsx';
import { LeaveGuard } from '../../ui/leave-guard.tsx';
import { mayRun } from '../../ui/rights.ts';
import { SaveBar } from '../../ui/save-bar.tsx';
import { useToasts } from '../../ui/toast.ts';
import { useChange } from '../../ui/use-change.ts';
import { useFailureToast } from '../../ui/use-failure-toast.ts';

type Patch = Omit<NonNullable<BodyOf<'PATCH /o/:org'>>, 'version'>;

interface SectionFormProps<Values extends object> {
  organisation: OrganisationJson;
  initial: Values;
  /** By field, in words; empty when everything can be saved. */
  errorsOf?: (values: Values) => Record<string, string>;
  toPatch: (values: Values) => Patch;
  children: (form: UseFormReturnType<Values>, disabled: boolean) => ReactNode;
}

/** One page of settings with its save bar (ux 6.1): saves what changed as the next version of the organisation. */
export function SectionForm<Values extends object>({
  organisation,
  initial,
  errorsOf,
  toPatch,
  children,
}: SectionFormProps<Values>) {
  const t = useTranslations();
  const form = useForm<Values>({
    initialValues: initial,
    ...(errorsOf ? { validate: errorsOf } : {}),
  });
  const sent = useRef(initial);
  const save = useSave(organisation, () => {
    form.setInitialValues(sent.current);
    form.setValues(sent.current);
  });
  const focusFirstError = useFocusOnErrors();
  const run = () => {
    if (form.validate().hasErrors) return focusFirstError();
    sent.current = form.values;
    save.mutate({
      params: { org: organisation.id },
      body: { version: organisation.version, ...toPatch(form.values) },
    });
  };
  const disabled = !mayRun(organisation.role);
  return (
    <>
      <SaveBar dirty={form.isDirty()} busy={save.isPending} onSave={run} onDiscard={form.reset} />
      <LeaveGuard isDirty={() => form.isDirty()} onSave={run} />
      <Stack gap="lg">
        {disabled && <Text>{t('s1.notAllowed')}</Text>}
        {save.isError && isStatus(save.error, 412) && (
          <Alert color="red" variant="outline" role="alert">
            {t('s1.conflict')}
          </Alert>
        )}
        <ErrorList errors={form.errors} />
        {children(form, disabled)}
      </Stack>
    </>
  );
}

/** Goes to the first field that is marked wrong, once the marks are drawn. */
function useFocusOnErrors(): () => void {
  const wanted = useRef(false);
  useLayoutEffect(() => {
    if (!wanted.current) return;
    wanted.current = false;
    document.querySelector<HTMLElement>('main [aria-invalid=true]')?.focus();
  });
  return () => {
    wanted.current = true;
  };
}

function useSave(organisation: OrganisationJson, onSaved: () => void) {
  const t = useTranslations();
  const client = useQueryClient();
  const { done } = useToasts();
  const tellFailure = useFailureToast();
  const { queryKey } = organisationQuery(organisation.id);
  return useChange('PATCH /o/:org', {
    refresh: [
      'GET /o/:org/sync',
      'GET /o/:org/holidays',
      'GET /o/:org/activity',
      'GET /o/:org/sender',
    ],
    onDone: (saved) => {
      client.setQueryData(queryKey, saved);
      onSaved();
      done(t('s1.saved'));
    },
    onFailed: (error) => {
      if (isStatus(error, 412)) void client.invalidateQueries({ queryKey });
      else tellFailure(error);
    },
  });
}
