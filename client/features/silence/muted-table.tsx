import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import type { SilenceRow } from '../../../domain/api/silence.ts';
import { useFormats } from '../../ui/formats.ts';
import { Mark } from '../../ui/status-badge.tsx';
import classes from '../../ui/table.module.css';
import { OnDay, When } from '../../ui/when.tsx';
import { RowActions, useSubject } from './row-actions.tsx';
import { useSilenceKinds } from './words.ts';

interface MutedTableProps {
  org: string;
  rows: SilenceRow[];
  todayOn: string;
  editable: boolean;
  busy: boolean;
}

export function MutedTable({ rows, busy, ...rest }: MutedTableProps) {
  const t = useTranslations();
  return (
    <div className={classes.wide}>
      <table
        className={`${classes.table} ${classes.cards}`}
        aria-label={t('w10.title')}
        aria-busy={busy}
      >
        <thead>
          <tr>
            <th scope="col">{t('w10.what')}</th>
            <th scope="col">{t('w10.kind')}</th>
            <th scope="col">{t('w10.since')}</th>
            <th scope="col">{t('w10.until')}</th>
            <th scope="col">{t('w10.by')}</th>
            <th scope="col">{t('w10.reason')}</th>
            <th scope="col" data-number>
              {t('w10.amount')}
            </th>
            {rest.editable && <th scope="col">{t('w10.actions')}</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <MutedLine key={row.id} row={row} {...rest} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

type LineProps = Omit<MutedTableProps, 'rows' | 'busy'> & { row: SilenceRow };

function MutedLine({ row, org, todayOn, editable }: LineProps) {
  const t = useTranslations();
  const { money } = useFormats();
  const kinds = useSilenceKinds();
  return (
    <tr>
      <th scope="row" data-label={t('w10.what')}>
        <Subject org={org} row={row} />
      </th>
      <td data-label={t('w10.kind')}>
        <Mark tone="held">{kinds.find(({ value }) => value === row.kind)?.label ?? '–'}</Mark>
      </td>
      <td data-label={t('w10.since')}>
        <When at={row.since} />
      </td>
      <td className={classes.day} data-label={t('w10.until')}>
        {row.untilOn === null ? (
          <Mark tone="bad">{t('w10.noEnd')}</Mark>
        ) : (
          <OnDay on={row.untilOn} />
        )}
      </td>
      <td data-label={t('w10.by')}>
        <span>
          {row.by}
          {row.owner !== '' && <small>{t('w10.owner', { owner: row.owner })}</small>}
        </span>
      </td>
      <td data-label={t('w10.reason')}>{row.reason}</td>
      <td data-label={t('w10.amount')} data-number>
        <span>
          {row.amounts.map(({ minor, currency }) => (
            <div key={currency}>{money(minor, currency)}</div>
          ))}
        </span>
      </td>
      {editable && (
        <td data-label={t('w10.actions')}>
          <RowActions org={org} row={row} todayOn={todayOn} />
        </td>
      )}
    </tr>
  );
}

function Subject({ org, row }: { org: string; row: SilenceRow }) {
  const words = useSubject(row);
  if (row.kind === 'organisation') return words;
  if (row.invoice)
    return (
      <span>
        <Link to="/o/$org/invoices/$invoice" params={{ org, invoice: row.invoice.id }}>
          {words}
        </Link>
        {row.customer && <small>{row.customer.name}</small>}
      </span>
    );
  return (
    <Link
      to="/o/$org/invoices"
      params={{ org }}
      search={row.customer ? { customer: row.customer.id } : {}}
    >
      {words}
    </Link>
  );
}
