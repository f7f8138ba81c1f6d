import { Alert, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import type { ResponseOf } from '../../../../domain/api/endpoints.ts';
import { flipSentence, gateSentence } from '../../../../domain/gates/sentences.ts';
import { read } from '../../../api/read.ts';
import { ErrorState } from '../../../ui/error-state.tsx';
import { LateSkeleton } from '../../../ui/late-skeleton.tsx';
import tableClasses from '../../../ui/table.module.css';
import { LookupLine } from './lookup-line.tsx';

interface LookupResultProps {
  org: string;
  customer: string;
  why: (invoice: string, rule: string) => ReactNode;
}

type Lookup = ResponseOf<'GET /o/:org/rules/lookup'>;

export function LookupResult({ org, customer, why }: LookupResultProps) {
  const t = useTranslations();
  const { data, error, refetch } = useQuery(
    read('GET /o/:org/rules/lookup', { params: { org }, query: { customer } }),
  );
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <LateSkeleton rows={3} />;
  return (
    <>
      <Answer lookup={data} />
      {data.rows.length > 0 && (
        <div className={tableClasses.wide}>
          <table className={`${tableClasses.table} ${tableClasses.cards}`}>
            <caption className="visually-hidden">
              {t('r3.tableOf', { customer: data.customer.name })}
            </caption>
            <thead>
              <tr>
                <th scope="col">{t('r3.rule')}</th>
                <th scope="col">{t('r3.applies')}</th>
                <th scope="col">{t('r3.reason')}</th>
                <th scope="col">{t('r3.next')}</th>
                <th scope="col">{t('r3.touched')}</th>
                <th scope="col">{t('r1.actions')}</th>
              </tr>
            </thead>
            <tbody>
              {data.rows.map((row) => (
                <LookupLine key={row.ruleId} org={org} row={row} why={why} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}

/** How many rules apply; when none does, what would change that (ux R3). */
function Answer({ lookup }: { lookup: Lookup }) {
  const t = useTranslations();
  const locale = useLocale();
  const { customer, rows, stopped, nearest, openInvoices } = lookup;
  const count = rows.filter(({ applies }) => applies === 'yes').length;
  return (
    <>
      <div role="status">
        {count > 0 ? (
          <Text fw={600}>{t('r3.count', { count, customer: customer.name })}</Text>
        ) : (
          <Alert variant="light" color="yellow" title={t('r3.none')}>
            {openInvoices === 0 && <Text>{t('r3.noOpen', { customer: customer.name })}</Text>}
            {nearest && (
              <Text>
                {t('r3.nearest', {
                  rule: nearest.ruleName,
                  reason: gateSentence(nearest.gate, locale),
                  fix: flipSentence(nearest.gate, locale),
                })}
              </Text>
            )}
            {rows.length === 0 && <Text>{t('r3.noRules')}</Text>}
          </Alert>
        )}
      </div>
      {stopped && (
        <Alert variant="outline" color="red">
          {t('r3.stopped', { reason: gateSentence(stopped, locale) })}
        </Alert>
      )}
    </>
  );
}
