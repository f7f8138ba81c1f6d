import '@mantine/core/styles/Checkbox.css';
import { Checkbox, Stack } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { ChoosableCompany } from '../../../domain/api/consent-choice.ts';
import { useStateWords } from './state-words.ts';

interface CompanyBoxesProps {
  companies: ChoosableCompany[];
  chosen: string[];
  missing: boolean;
  onChange: (chosen: string[]) => void;
}

export function CompanyBoxes({ companies, chosen, missing, onChange }: CompanyBoxesProps) {
  const t = useTranslations();
  const words = useStateWords();
  return (
    <Checkbox.Group
      label={t('a2.choose.legend')}
      value={chosen}
      error={missing && <span role="alert">{t('a2.choose.nothingChosen')}</span>}
      onChange={onChange}
    >
      <Stack gap="sm" my="xs">
        {companies.map((company) => (
          <Checkbox
            key={company.id}
            size="md"
            value={company.id}
            label={company.name || t('a2.choose.unnamed')}
            description={words(company)}
          />
        ))}
      </Stack>
    </Checkbox.Group>
  );
}
