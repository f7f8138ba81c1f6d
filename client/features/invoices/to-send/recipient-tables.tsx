import { Text, TextInput, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { RecipientCheck } from '../../../../domain/api/sending-runs.ts';
import { ErrorState } from '../../../ui/error-state.tsx';
import { useFormats } from '../../../ui/formats.ts';
import { LoadMore } from '../../../ui/load-more.tsx';
import { useReason } from '../../../ui/sentences.ts';
import classes from '../../../ui/table.module.css';
import { useSearchText } from '../../../ui/use-search-text.ts';
import { useRecipients, type Recipients } from './use-recipients.ts';

/** Who gets which invoice, and apart from them those that nobody can be written to about (UF-7). */
export function RecipientTables(props: Omit<Recipients, 'q'>) {
  const { ready, left } = props.check;
  const t = useTranslations();
  const [q, setQ] = useState('');
  const [typed, setTyped] = useSearchText(q, (wanted) => setQ(wanted ?? ''));
  return (
    <>
      {ready + left > 1 && (
        <TextInput
          type="search"
          label={t('w3.searchRecipients')}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      )}
      {ready > 0 && <Ready {...props} q={q} />}
      {left > 0 && <Left {...props} q={q} />}
    </>
  );
}

function Ready(props: Recipients) {
  const t = useTranslations();
  const list = useRecipients(props, 'ready');
  const rows = list.data?.pages.flatMap(({ readyRows }) => readyRows) ?? [];
  return (
    <div className={classes.wide}>
      <table
        className={`${classes.table} ${classes.cards}`}
        aria-label={t('w3.recipients')}
        aria-busy={list.isPlaceholderData}
      >
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
          {rows.map((row) => (
            <ReadyLine key={row.invoiceId} row={row} />
          ))}
        </tbody>
      </table>
      <Rest list={list} isEmpty={rows.length === 0} />
    </div>
  );
}

function ReadyLine({ row }: { row: RecipientCheck['readyRows'][number] }) {
  const t = useTranslations();
  const { list } = useFormats();
  const sources = {
    invoice: t('w3.source.invoice'),
    customer: t('w3.source.customer'),
    parent: t('w3.source.parent'),
  };
  return (
    <tr>
      <th scope="row" data-label={t('w3.customer')}>
        {row.customerName ?? t('w3.noCustomer')}
      </th>
      <td data-label={t('w3.number')}>{row.number ?? t('w3.noNumber')}</td>
      <td data-label={t('w3.recipient')}>{list(row.recipients)}</td>
      <td data-label={t('w3.addressFrom')}>{sources[row.source]}</td>
      <td data-label={t('w3.language')}>{row.language.toUpperCase()}</td>
    </tr>
  );
}

function Left(props: Recipients) {
  const t = useTranslations();
  const reason = useReason();
  const list = useRecipients(props, 'left');
  const rows = list.data?.pages.flatMap(({ leftRows }) => leftRows) ?? [];
  return (
    <section aria-labelledby="cannot-be-sent">
      <Title order={3} size="h5" mb="xs" id="cannot-be-sent">
        {t('w3.cannotSend', { count: props.check.left })}
      </Title>
      <ul>
        {rows.map((row) => (
          <li key={row.invoiceId}>
            <Link
              to="/o/$org/invoices/$invoice"
              params={{ org: props.org, invoice: row.invoiceId }}
            >
              {t('w3.invoiceOf', {
                number: row.number ?? t('w3.noNumber'),
                customer: row.customerName ?? t('w3.noCustomer'),
              })}
            </Link>{' '}
            {reason(row.reason) ?? row.reason}
          </li>
        ))}
      </ul>
      <Rest list={list} isEmpty={rows.length === 0} />
    </section>
  );
}

interface RestProps {
  list: ReturnType<typeof useRecipients>;
  isEmpty: boolean;
}

/** What stands below the rows that are there. */
function Rest({ list, isEmpty }: RestProps) {
  const t = useTranslations();
  if (list.isError) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  if (list.isSuccess && isEmpty) return <Text role="status">{t('w3.noRecipientFound')}</Text>;
  return (
    <LoadMore
      hasNext={list.hasNextPage}
      busy={list.isFetchingNextPage}
      onMore={() => void list.fetchNextPage()}
    />
  );
}
