import { NativeSelect, Paper, Stack, Switch, Text, Title } from '@mantine/core';
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
  const { sentMark, statusFieldId } = form.values.writeBack;
  const { customFields, connection } = organisation;
  const books = connection?.booksName ?? 'QuickBooks';
  const [firstField] = customFields;
  const put = (fieldId: string | null) => form.setFieldValue('writeBack.statusFieldId', fieldId);
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
        <Switch
          label={t('s10.statusField')}
          description={
            firstField ? t('s10.statusFieldHelp', { books }) : t('s10.noCustomField', { books })
          }
          disabled={disabled || !firstField}
          checked={statusFieldId !== null}
          onChange={(event) => put(event.currentTarget.checked ? (firstField?.id ?? null) : null)}
        />
        {statusFieldId !== null && (
          <NativeSelect
            label={t('s10.field')}
            description={t('s10.fieldHelp')}
            disabled={disabled}
            value={statusFieldId}
            data={customFields.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(event) => put(event.currentTarget.value)}
          />
        )}
      </Stack>
    </Paper>
  );
}
