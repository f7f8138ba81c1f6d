import { useTranslations } from 'use-intl';
import type { QueryOf } from '../../../domain/api/endpoints.ts';
import type { InvoiceRow } from '../../../domain/api/invoices.ts';
import { SortHeader } from '../../ui/sort-header.tsx';
import classes from '../../ui/table.module.css';
import { InvoiceLine } from './invoice-line.tsx';
import own from './invoices.module.css';
import type { Selection } from './use-selection.ts';

type Sort = NonNullable<NonNullable<QueryOf<'GET /o/:org/invoices'>>['sort']>;

interface InvoiceTableProps {
  org: string;
  rows: InvoiceRow[];
  sort: Sort;
  /** These are rows of the previous filter; the wanted ones are on their way. */
  busy: boolean;
  /** Rows can be ticked. */
  selection: Selection | undefined;
  onSort: (sort: Sort) => void;
}

export function InvoiceTable({ org, rows, sort, busy, selection, onSort }: InvoiceTableProps) {
  const t = useTranslations();
  const sorted = { sort, onSort };
  return (
    <div className={classes.wide}>
      <table className={`${classes.table} ${classes.cards}`} aria-busy={busy}>
        <caption className="visually-hidden">{t('w3.title')}</caption>
        <thead>
          <tr>
            {selection && <SelectAll rows={rows} selection={selection} />}
            <SortHeader column="number" {...sorted}>
              {t('w3.number')}
            </SortHeader>
            <th scope="col">{t('w3.customer')}</th>
            <SortHeader column="issued" {...sorted}>
              {t('w3.issued')}
            </SortHeader>
            <SortHeader column="due" {...sorted}>
              {t('w3.dueDate')}
            </SortHeader>
            <th scope="col" data-number>
              {t('w3.total')}
            </th>
            <SortHeader column="open" {...sorted} number>
              {t('w3.open')}
            </SortHeader>
            <th scope="col">{t('w3.status')}</th>
            <th scope="col">{t('w3.lastContact')}</th>
            <th scope="col">{t('w3.nextContact')}</th>
            <th scope="col">{t('w3.terms')}</th>
            <th scope="col">{t('w3.memo')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <InvoiceLine
              key={row.id}
              org={org}
              row={row}
              selected={selection?.ids.has(row.id)}
              onSelect={selection?.select}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function SelectAll({ rows, selection }: { rows: InvoiceRow[]; selection: Selection }) {
  const t = useTranslations();
  const ids = rows.map(({ id }) => id);
  return (
    <td>
      <input
        type="checkbox"
        className={own.box}
        aria-label={t('w3.selectAll')}
        checked={ids.every((id) => selection.ids.has(id))}
        onChange={(event) => selection.select(ids, event.currentTarget.checked)}
      />
    </td>
  );
}
