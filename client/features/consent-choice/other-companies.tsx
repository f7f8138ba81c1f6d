import '@mantine/core/styles/List.css';
import { List, Text, Title } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { ChoosableCompany } from '../../../domain/api/consent-choice.ts';
import { useStateWords } from './state-words.ts';

/** What the consent covers as well and nobody needs to, or may, connect. */
export function OtherCompanies({ companies }: { companies: ChoosableCompany[] }) {
  const t = useTranslations();
  const words = useStateWords();
  if (companies.length === 0) return null;
  return (
    <section aria-labelledby="other-companies">
      <Title order={2} size="h5" mb="xs" id="other-companies">
        {t('a2.choose.others')}
      </Title>
      <List listStyleType="none" spacing="sm">
        {companies.map((company) => (
          <List.Item key={company.id}>
            {company.name || t('a2.choose.unnamed')}
            <Text size="sm" c="dimmed">
              {words(company)}
            </Text>
          </List.Item>
        ))}
      </List>
    </section>
  );
}
