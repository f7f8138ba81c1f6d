import { Link } from '@tanstack/react-router';
import { memo, use } from 'react';
import { useTranslations } from 'use-intl';
import type { InvoiceRow } from '../../../domain/api/invoices.ts';
import { localDateOf } from '../../../domain/local-date.ts';
import { useFormats, ZoneContext } from '../../ui/formats.ts';
import { Mark, StatusBadge } from '../../ui/status-badge.tsx';
import classes from '../../ui/table.module.css';
import own from './invoices.module.css';
import type { Selection } from './use-selection.ts';

interface InvoiceLineProps {
  org: string;
  row: InvoiceRow;
  selected: boolean | undefined;
  /** Left out where rows cannot be ticked. */
  onSelect: Selection['select'] | undefined;
}

/** Plain cells only: kit components in each row cost twice the frame time (ux 9). */
export const InvoiceLine = memo(function InvoiceLine(props: InvoiceLineProps) {
  const { org, row, selected, onSelect } = props;
  const t = useTranslations();
  const { day, money } = useFormats();
  const zone = use(ZoneContext);
  const words = row.memoOnInvoice || row.memoOnStatement;
  return (
    <tr>
      {onSelect && (
        <td>
          <input
            type="checkbox"
            className={own.box}
            aria-label={t('w3.select', {
              number: row.number ?? t('w3.noNumber'),
              customer: row.customerName ?? t('w3.noCustomer'),
            })}
            checked={selected ?? false}
            onChange={(event) => onSelect([row.id], event.currentTarget.checked)}
          />
        </td>
      )}
      <th scope="row" data-label={t('w3.number')}>
        <Link to="/o/$org/invoices/$invoice" params={{ org, invoice: row.id }}>
          {row.number ?? t('w3.noNumber')}
        </Link>
      </th>
      <td className={own.words} data-label={t('w3.customer')}>
        <span>
          {row.customerName ?? t('w3.noCustomer')}{' '}
          {!row.hasEmail && <Mark tone="held">{t('w3.noEmail')}</Mark>}
        </span>
      </td>
      <td className={classes.day} data-label={t('w3.issued')}>
        {day(row.documentOn)}
      </td>
      <td className={classes.day} data-label={t('w3.dueDate')}>
        <DueDay row={row} />
      </td>
      <td data-label={t('w3.total')} data-number>
        {money(row.totalMinor, row.currency)}
      </td>
      <td data-label={t('w3.open')} data-number>
        {money(row.openMinor, row.currency)}
      </td>
      <td data-label={t('w3.status')}>
        <StatusBadge status={row.status} />
      </td>
      <td data-label={t('w3.lastContact')}>
        {row.lastContact && (
          <span className={classes.day}>
            {day(localDateOf(new Date(row.lastContact.at), zone))}
            <small>{t('w3.contactStep', { days: row.lastContact.days })}</small>
          </span>
        )}
      </td>
      <td className={classes.day} data-label={t('w3.nextContact')}>
        {row.nextContactOn && day(row.nextContactOn)}
      </td>
      <td className={own.words} data-label={t('w3.terms')}>
        {row.termName}
      </td>
      <td className={classes.short} data-label={t('w3.memo')} title={words}>
        {words && <span>{words}</span>}
      </td>
    </tr>
  );
});

function DueDay({ row }: { row: InvoiceRow }) {
  const t = useTranslations();
  const { day } = useFormats();
  if (row.dueOn === null) return <span className={classes.muted}>{t('w3.noDueDate')}</span>;
  if (row.status !== 'overdue') return day(row.dueOn);
  return (
    <span>
      {day(row.dueOn)}
      <small>{t('w4.daysLate', { days: row.daysLate })}</small>
    </span>
  );
}
