import { Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import type { RecipientCheck } from '../../../../domain/api/sending-runs.ts';
import { useFormats } from '../../../ui/formats.ts';
import { useReason } from '../../../ui/sentences.ts';
import classes from '../../../ui/table.module.css';

interface RecipientTablesProps {
  org: string;
  check: RecipientCheck;
}

/** Who gets which invoice, and apart from them those that nobody can be written to about (UF-7). */
export function RecipientTables({ org, check }: RecipientTablesProps) {
  return (
    <>
      {check.ready > 0 && <Ready org={org} check={check} />}
      {check.left > 0 && <Left org={org} check={check} />}
    </>
  );
}

function Ready({ check }: RecipientTablesProps) {
  const t = useTranslations();
  const { list } = useFormats();
  const sources = {
    invoice: t('w3.source.invoice'),
    customer: t('w3.source.customer'),
    parent: t('w3.source.parent'),
  };
  return (
    <div className={classes.wide}>
      <table className={`${classes.table} ${classes.cards}`} aria-label={t('w3.recipients')}>
        <thead>
          <tr>
            <th scope="col">{t('w3.customer')}</th>
            <th scope="col">{t('w3.number')}</th>
            <th scope="col">{t('w3.recipient')}</th>
            <th scope="col">{t('w3.addressFrom')}</th>
            <th scope="col">{t('w3.language')}</th>
          </tr>
        </thead>
        <tbody>
          {check.readyRows.map((row) => (
            <tr key={row.invoiceId}>
              <th scope="row" data-label={t('w3.customer')}>
                {row.customerName ?? t('w3.noCustomer')}
              </th>
              <td data-label={t('w3.number')}>{row.number ?? t('w3.noNumber')}</td>
              <td data-label={t('w3.recipient')}>{list(row.recipients)}</td>
              <td data-label={t('w3.addressFrom')}>{sources[row.source]}</td>
              <td data-label={t('w3.language')}>{row.language.toUpperCase()}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <More shown={check.readyRows.length} count={check.ready} />
    </div>
  );
}

function Left({ org, check }: RecipientTablesProps) {
  const t = useTranslations();
  const reason = useReason();
  return (
    <section aria-labelledby="cannot-be-sent">
      <Title order={3} size="h5" mb="xs" id="cannot-be-sent">
        {t('w3.cannotSend', { count: check.left })}
      </Title>
      <ul>
        {check.leftRows.map((row) => (
          <li key={row.invoiceId}>
            <Link to="/o/$org/invoices/$invoice" params={{ org, invoice: row.invoiceId }}>
              {t('w3.invoiceOf', {
                number: row.number ?? t('w3.noNumber'),
                customer: row.customerName ?? t('w3.noCustomer'),
              })}
            </Link>{' '}
            {reason(row.reason) ?? row.reason}
          </li>
        ))}
      </ul>
      <More shown={check.leftRows.length} count={check.left} />
    </section>
  );
}

function More({ shown, count }: { shown: number; count: number }) {
  const t = useTranslations();
  return count > shown ? <Text>{t('w3.andMore', { count: count - shown })}</Text> : null;
}
