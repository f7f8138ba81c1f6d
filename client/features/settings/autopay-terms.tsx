import { Switch, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { read } from '../../api/read.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { LateSkeleton } from '../../ui/late-skeleton.tsx';
import { switchTerm, type AutopayFieldsProps } from './autopay-draft.ts';
import { Section } from './section.tsx';

/** A switch for each payment term, and one for invoices without any. */
export function AutopayTerms({ form, organisation, disabled }: AutopayFieldsProps) {
  const t = useTranslations();
  const { data, error, refetch } = useQuery(
    read('GET /o/:org/terms', { params: { org: organisation.id } }),
  );
  const { termsOff, noTerms } = form.values;
  return (
    <Section id="eligible-terms" title={t('s7.terms')}>
      <Text>{t('s7.termsHelp')}</Text>
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <LateSkeleton rows={3} />}
      {data?.terms.map(({ id, name, openInvoices }) => (
        <Switch
          key={id}
          label={t('r2.term', { name, count: openInvoices })}
          disabled={disabled}
          checked={!termsOff.includes(id)}
          onChange={(event) =>
            form.setFieldValue('termsOff', switchTerm(termsOff, id, event.currentTarget.checked))
          }
        />
      ))}
      <Switch
        label={t('r2.noTerms', { count: data?.withoutTerms ?? 0 })}
        disabled={disabled}
        checked={noTerms}
        onChange={(event) => form.setFieldValue('noTerms', event.currentTarget.checked)}
      />
    </Section>
  );
}
