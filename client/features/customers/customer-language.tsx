import { NativeSelect, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { call } from '../../api/call.ts';
import type { Language } from '../../ui/locale.ts';
import { useFormats } from '../../ui/formats.ts';
import { useQueryClient } from '@tanstack/react-query';

interface CustomerLanguageProps {
  org: string;
  customer: string;
  /** Null: the organisation's language. */
  language: Language | null;
}

type Saving = { state: 'idle' | 'saving' | 'failed' } | { state: 'saved'; at: string };

/** Language of messages to this customer; stored with each change (ux 6.2). */
export function CustomerLanguage({ org, customer, language }: CustomerLanguageProps) {
  const t = useTranslations();
  const client = useQueryClient();
  const [saving, setSaving] = useState<Saving>({ state: 'idle' });
  const [chosen, setChosen] = useState<Language | null>(language);

  async function save(wanted: Language | null) {
    setChosen(wanted);
    setSaving({ state: 'saving' });
    try {
      await call('PUT /o/:org/customers/:customer/language', {
        params: { org, customer },
        body: { language: wanted },
      });
      setSaving({ state: 'saved', at: new Date().toISOString() });
      await client.invalidateQueries({ queryKey: ['GET /o/:org/invoices/:invoice'] });
    } catch {
      setChosen(language);
      setSaving({ state: 'failed' });
    }
  }

  return (
    <>
      <NativeSelect
        mt="sm"
        label={t('w4.customerLanguage')}
        value={chosen ?? ''}
        onChange={({ currentTarget: { value } }) =>
          void save(value === 'en' || value === 'fr' ? value : null)
        }
        data={[
          { value: '', label: t('language.organisation') },
          { value: 'en', label: t('language.en') },
          { value: 'fr', label: t('language.fr') },
        ]}
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
    <Text size="sm" role="status" c={saving.state === 'failed' ? 'error' : 'dimmed'}>
      {words[saving.state]}
    </Text>
  );
}
