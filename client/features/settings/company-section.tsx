import { Alert, NativeSelect } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { OrganisationJson } from '../../../domain/api/organisations.ts';
import { SectionForm } from './section-form.tsx';
import { Section } from './section.tsx';

type Company = Pick<OrganisationJson, 'timeZone' | 'language'>;

/** S1. */
export function CompanySection({ organisation }: { organisation: OrganisationJson }) {
  const t = useTranslations();
  const { timeZone, language, timeZoneConfirmed } = organisation;
  return (
    <SectionForm<Company>
      organisation={organisation}
      initial={{ timeZone, language }}
      toPatch={(values) => values}
    >
      {(form, disabled) => (
        <Section id="company" title={t('s1.company')}>
          {!timeZoneConfirmed && (
            <Alert variant="light" color="yellow">
              {t('s1.zoneGuessed')}
            </Alert>
          )}
          <NativeSelect
            label={t('s1.timeZone')}
            description={t('s1.timeZoneHelp')}
            disabled={disabled}
            value={form.values.timeZone}
            data={zonesWith(form.values.timeZone)}
            onChange={(event) => form.setFieldValue('timeZone', event.currentTarget.value)}
          />
          <NativeSelect
            label={t('s1.language')}
            description={t('s1.languageHelp')}
            disabled={disabled}
            value={form.values.language}
            data={[
              { value: 'en', label: t('language.en') },
              { value: 'fr', label: t('language.fr') },
            ]}
            onChange={(event) =>
              form.setFieldValue('language', event.currentTarget.value === 'fr' ? 'fr' : 'en')
            }
          />
        </Section>
      )}
    </SectionForm>
  );
}

/** The zones this browser knows, and the current one even when it does not know that. */
function zonesWith(current: string): string[] {
  const zones = Intl.supportedValuesOf('timeZone');
  return zones.includes(current) ? zones : [current, ...zones];
}
