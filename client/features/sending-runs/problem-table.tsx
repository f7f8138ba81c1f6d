import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import type { RunProblem } from '../../../domain/api/sending-runs.ts';
import { useReason } from '../../ui/sentences.ts';
import { Mark } from '../../ui/status-badge.tsx';
import classes from '../../ui/table.module.css';

/** The invoices of a run that did not leave, each with what stopped it. */
export function ProblemTable({ org, rows }: { org: string; rows: RunProblem[] }) {
  const t = useTranslations();
  const reason = useReason();
  const states = {
    'left-out': t('o3.state.leftOut'),
    refused: t('o3.state.refused'),
    unknown: t('o3.state.unknown'),
    cancelled: t('o3.state.cancelled'),
  };
  return (
    <div className={classes.wide}>
      <table className={`${classes.table} ${classes.cards}`} aria-label={t('o3.problems')}>
        <thead>
          <tr>
            <th scope="col">{t('w3.number')}</th>
            <th scope="col">{t('w3.customer')}</th>
            <th scope="col">{t('w3.status')}</th>
            <th scope="col">{t('o3.reason')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.invoiceId}>
              <th scope="row" data-label={t('w3.number')}>
                <Link to="/o/$org/invoices/$invoice" params={{ org, invoice: row.invoiceId }}>
                  {row.number ?? t('w3.noNumber')}
                </Link>
              </th>
              <td data-label={t('w3.customer')}>{row.customerName ?? t('w3.noCustomer')}</td>
              <td data-label={t('w3.status')}>
                <Mark tone={row.state === 'unknown' ? 'held' : 'bad'}>{states[row.state]}</Mark>
              </td>
              <td data-label={t('o3.reason')}>{reason(row.reason) ?? row.reason}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
