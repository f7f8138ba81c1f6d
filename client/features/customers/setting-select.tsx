import { NativeSelect, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { useFormats } from '../../ui/formats.ts';

type Saving = { state: 'idle' | 'saving' | 'failed' } | { state: 'saved'; at: string };

interface SettingSelectProps {
  label: string;
  description?: ReactNode;
  value: string;
  options: { value: string; label: string }[];
  disabled?: boolean;
  store: (value: string) => Promise<unknown>;
}

/** One setting of a customer, stored with each change (ux 6.2); when storing fails, the value that holds comes back. */
export function SettingSelect(props: SettingSelectProps) {
  const { label, description, value, options, disabled = false, store } = props;
  const client = useQueryClient();
  const [saving, setSaving] = useState<Saving>({ state: 'idle' });
  const [chosen, setChosen] = useState(value);

  async function save(wanted: string) {
    setChosen(wanted);
    setSaving({ state: 'saving' });
    try {
      await store(wanted);
      setSaving({ state: 'saved', at: new Date().toISOString() });
      await client.invalidateQueries({ queryKey: ['GET /o/:org/invoices/:invoice'] });
    } catch {
      setChosen(value);
      setSaving({ state: 'failed' });
    }
  }

  return (
    <>
      <NativeSelect
        mt="sm"
        label={label}
        description={description}
        disabled={disabled}
        value={chosen}
        data={options}
        onChange={(event) => void save(event.currentTarget.value)}
      />
      <SavingNote saving={saving} />
    </>
  );
}

function SavingNote({ saving }: { saving: Saving }) {
  const t = useTranslations();
  const { time } = useFormats();
  const words = {
    idle: '',
    saving: t('common.saving'),
    failed: t('common.notSaved'),
    saved: saving.state === 'saved' ? t('common.savedAt', { at: time(saving.at) }) : '',
  };
  return (
    <Text
      size="sm"
      role="status"
      c={saving.state === 'failed' ? 'var(--mantine-color-error)' : 'dimmed'}
    >
      {words[saving.state]}
    </Text>
  );
}
