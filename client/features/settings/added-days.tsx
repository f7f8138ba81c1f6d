import { ActionIcon, Button, Group, Text, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { isLocalDate } from '../../../domain/local-date.ts';
import { useFormats } from '../../ui/formats.ts';
import type { SendingFieldsProps } from './sending-draft.ts';
import classes from './settings.module.css';

/** Days off that no public calendar knows, such as a closing between the years. */
export function AddedDays({ form, disabled }: SendingFieldsProps) {
  const t = useTranslations();
  const { day } = useFormats();
  const [typed, setTyped] = useState('');
  const { added, removed } = form.values.holidays;
  const put = (days: string[]) =>
    form.setFieldValue('holidays', {
      ...form.values.holidays,
      added: [...new Set(days)].toSorted(),
      // A day that is added is off, even if it was unticked above.
      removed: removed.filter((on) => !days.includes(on)),
    });
  const add = () => {
    if (!isLocalDate(typed)) return;
    put([...added, typed]);
    setTyped('');
  };
  return (
    <fieldset className={classes.group}>
      <legend>{t('s4.holidays.own')}</legend>
      {added.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('s4.holidays.ownNone')}
        </Text>
      )}
      <ul className={classes.days}>
        {added.map((on) => (
          <li key={on}>
            {day(on)}
            <ActionIcon
              variant="subtle"
              disabled={disabled}
              aria-label={t('s4.holidays.ownRemove', { on: day(on) })}
              onClick={() => put(added.filter((one) => one !== on))}
            >
              <IconTrash size={18} aria-hidden="true" />
            </ActionIcon>
          </li>
        ))}
      </ul>
      <Group align="end" gap="xs">
        <TextInput
          type="date"
          label={t('s4.holidays.ownDay')}
          disabled={disabled}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Button variant="default" disabled={disabled || !isLocalDate(typed)} onClick={add}>
          {t('s4.holidays.ownAdd')}
        </Button>
      </Group>
    </fieldset>
  );
}
