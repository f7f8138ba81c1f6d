import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import type { SendingRunJson } from '../../../domain/api/sending-runs.ts';
import { useFormats } from '../../ui/formats.ts';
import classes from '../../ui/table.module.css';
import { RunState } from './run-state.tsx';

export function RunTable({ org, rows }: { org: string; rows: SendingRunJson[] }) {
  const t = useTranslations();
  const { instant } = useFormats();
  return (
    <div className={classes.wide}>
      <table className={`${classes.table} ${classes.cards}`} aria-label={t('o3.title')}>
        <thead>
          <tr>
            <th scope="col">{t('o3.what')}</th>
            <th scope="col">{t('o3.by')}</th>
            <th scope="col">{t('o3.progress')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((run) => (
            <tr key={run.id}>
              <th scope="row" data-label={t('o3.what')}>
                <Link to="/o/$org/jobs/$run" params={{ org, run: run.id }}>
                  {t('o3.runOf', { at: instant(run.requestedAt) })}
                </Link>
              </th>
              <td data-label={t('o3.by')}>{run.requestedBy || t('o3.automatic')}</td>
              <td data-label={t('o3.progress')}>
                <RunState run={run} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
