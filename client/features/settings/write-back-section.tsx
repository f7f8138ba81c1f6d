import { Alert, NativeSelect, Switch, Text } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslations } from 'use-intl';
import type { OrganisationJson } from '../../../domain/api/organisations.ts';
import { SectionForm } from './section-form.tsx';
import { Section } from './section.tsx';

type WriteBack = OrganisationJson['writeBack'];

/** S10: what Dunlin may change in the books, field by field. Off unless somebody agreed. */
export function WriteBackSection({ organisation }: { organisation: OrganisationJson }) {
  return (
    <SectionForm<WriteBack>
      organisation={organisation}
      initial={organisation.writeBack}
      toPatch={(writeBack) => ({ writeBack })}
    >
      {(form, disabled) => <Fields form={form} organisation={organisation} disabled={disabled} />}
    </SectionForm>
  );
}

interface FieldsProps {
  form: UseFormReturnType<WriteBack>;
  organisation: OrganisationJson;
  disabled: boolean;
}

function Fields({ form, organisation, disabled }: FieldsProps) {
  const t = useTranslations();
  const { sentMark, note, email, promise } = form.values;
  const { connection } = organisation;
  const books = connection?.booksName ?? t('common.books');
  const inHistory = connection?.writes.noteLine === 'history';
  return (
    <Section id="write-back" title={t('s10.title', { books })}>
      <Text>{t('s10.intro', { books })}</Text>
      <Switch
        label={t('s10.sentMark')}
        description={t('s10.sentMarkHelp', { books })}
        disabled={disabled}
        checked={sentMark}
        onChange={(event) => form.setFieldValue('sentMark', event.currentTarget.checked)}
      />
      {connection?.writes.statusField && (
        <StatusField form={form} organisation={organisation} disabled={disabled} />
      )}
      <Switch
        label={inHistory ? t('s10.noteInHistory') : t('s10.note')}
        description={t(inHistory ? 's10.noteInHistoryHelp' : 's10.noteHelp', { books })}
        disabled={disabled}
        checked={note}
        onChange={(event) => form.setFieldValue('note', event.currentTarget.checked)}
      />
      {note && !inHistory && (
        <Alert variant="light" color="yellow">
          {t('s10.notePrinted', { books })}
        </Alert>
      )}
      <Switch
        label={t('s10.email')}
        description={t('s10.emailHelp', { books })}
        disabled={disabled}
        checked={email}
        onChange={(event) => form.setFieldValue('email', event.currentTarget.checked)}
      />
      {connection?.writes.expectedDay && (
        <Switch
          label={t('s10.promise')}
          description={t('s10.promiseHelp', { books })}
          disabled={disabled}
          checked={promise}
          onChange={(event) => form.setFieldValue('promise', event.currentTarget.checked)}
        />
      )}
    </Section>
  );
}

function StatusField({ form, organisation, disabled }: FieldsProps) {
  const t = useTranslations();
  const { customFields, connection } = organisation;
  const books = connection?.booksName ?? t('common.books');
  const hasFields = customFields.length > 0;
  return (
    <NativeSelect
      label={t('s10.statusField')}
      description={
        hasFields ? t('s10.statusFieldHelp', { books }) : t('s10.noCustomField', { books })
      }
      disabled={disabled || !hasFields}
      value={form.values.statusFieldId ?? ''}
      data={[
        // Never a field by default: whatever stands in it would be replaced.
        { value: '', label: t('s10.statusFieldOff') },
        ...customFields.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      onChange={(event) => form.setFieldValue('statusFieldId', event.currentTarget.value || null)}
    />
  );
}
