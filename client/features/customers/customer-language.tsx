import { useTranslations } from 'use-intl';
import { call } from '../../api/call.ts';
import type { Language } from '../../ui/locale.ts';
import { SettingSelect } from './setting-select.tsx';

interface CustomerLanguageProps {
  org: string;
  customer: string;
  /** Null: the organisation's language. */
  language: Language | null;
}

/** Language of messages to this customer. */
export function CustomerLanguage({ org, customer, language }: CustomerLanguageProps) {
  const t = useTranslations();
  return (
    <SettingSelect
      label={t('w4.customerLanguage')}
      value={language ?? ''}
      options={[
        { value: '', label: t('language.organisation') },
        { value: 'en', label: t('language.en') },
        { value: 'fr', label: t('language.fr') },
      ]}
      store={(value) =>
        call('PUT /o/:org/customers/:customer/language', {
          params: { org, customer },
          body: { language: value === 'en' || value === 'fr' ? value : null },
        })
      }
    />
  );
}
