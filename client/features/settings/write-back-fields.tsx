import { Alert, NativeSelect, Paper, Stack, Switch, Text, Title } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { OrganisationJson } from '../../../domain/api/organisations.ts';
import type { SettingsFormState } from './settings.ts';

interface WriteBackFieldsProps {
  form: SettingsFormState;
  organisation: OrganisationJson;
  disabled: boolean;
}

/** S10: what Dunlin may change in the books, field by field. Off unless somebody agreed. */
export function WriteBackFields({ form, organisation, disabled }: WriteBackFieldsProps) {
  const t = useTranslations();
  const { sentMark, statusFieldId, note, email } = form.values.writeBack;
  const { customFields, connection } = organisation;
  const books = connection?.booksName ?? 'QuickBooks';
  const hasFields = customFields.length > 0;
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="write-back">
      <Title order={2} size="h4" mb="sm" id="write-back">
        {t('s10.title', { books })}
      </Title>
      <Stack>
        <Text>{t('s10.intro', { books })}</Text>
        <Switch
          label={t('s10.sentMark')}
          description={t('s10.sentMarkHelp', { books })}
          disabled={disabled}
          checked={sentMark}
          onChange={(event) =>
            form.setFieldValue('writeBack.sentMark', event.currentTarget.checked)
          }
        />
        <NativeSelect
          label={t('s10.statusField')}
          description={
            hasFields ? t('s10.statusFieldHelp', { books }) : t('s10.noCustomField', { books })
          }
          disabled={disabled || !hasFields}
          value={statusFieldId ?? ''}
          data={[
            // Never a field by default: whatever stands in it would be replaced.
            { value: '', label: t('s10.statusFieldOff') },
            ...customFields.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(event) =>
            form.setFieldValue('writeBack.statusFieldId', event.currentTarget.value || null)
          }
        />
        <Switch
          label={t('s10.note')}
          description={t('s10.noteHelp', { books })}
          disabled={disabled}
          checked={note}
          onChange={(event) => form.setFieldValue('writeBack.note', event.currentTarget.checked)}
        />
        {note && (
          <Alert variant="light" color="yellow">
            {t('s10.notePrinted', { books })}
          </Alert>
        )}
        <Switch
          label={t('s10.email')}
          description={t('s10.emailHelp', { books })}
          disabled={disabled}
          checked={email}
          onChange={(event) => form.setFieldValue('writeBack.email', event.currentTarget.checked)}
        />
      </Stack>
    </Paper>
  );
}
