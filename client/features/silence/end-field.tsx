import { Radio, Stack, TextInput } from '@mantine/core';
import '@mantine/core/styles/Radio.css';
import { useTranslations } from 'use-intl';

interface EndFieldProps {
  /** Null: no end. Empty: a day is wanted and none is chosen yet. */
  value: string | null;
  todayOn: string;
  error: string | null;
  onChange: (untilOn: string | null) => void;
}

/** The last silent day, or none. */
export function EndField({ value, todayOn, error, onChange }: EndFieldProps) {
  const t = useTranslations();
  return (
    <Stack gap="xs">
      <Radio.Group
        label={t('silence.end')}
        value={value === null ? 'none' : 'day'}
        onChange={(wanted) => onChange(wanted === 'none' ? null : '')}
      >
        <Stack gap={8} mt={8}>
          <Radio value="day" label={t('silence.endDay')} />
          <Radio value="none" label={t('silence.endNone')} description={t('silence.endNoneHelp')} />
        </Stack>
      </Radio.Group>
      {value !== null && (
        <TextInput
          type="date"
          label={t('silence.lastDay')}
          description={t('silence.lastDayHelp')}
          min={todayOn}
          value={value}
          error={error}
          onChange={(event) => onChange(event.currentTarget.value)}
          w={{ base: '100%', xs: 220 }}
        />
      )}
    </Stack>
  );
}

/** Whether the end can be saved: none, or a day that has not gone by. */
export function isEnd(untilOn: string | null, todayOn: string): boolean {
  return untilOn === null || untilOn >= todayOn;
}
