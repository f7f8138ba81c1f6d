import { useTranslations } from 'use-intl';
import type { SyncRunJson } from '../../../domain/api/organisations.ts';
import { useFormats } from '../../ui/formats.ts';
import { useReason } from '../../ui/sentences.ts';
import { Mark } from '../../ui/status-badge.tsx';
import classes from '../../ui/table.module.css';
import { secondsBetween } from './span.ts';
import { useRunStates, useRunTypes } from './use-names.ts';
import { useSpan } from './use-span.ts';

const tones = { running: 'calm', waiting: 'held', done: 'good', failed: 'bad' } as const;

export function RunTable({ rows, busy }: { rows: SyncRunJson[]; busy: boolean }) {
  const t = useTranslations();
  return (
    <table className={`${classes.table} ${classes.cards}`} aria-labelledby="runs" aria-busy={busy}>
      <thead>
        <tr>
          <th scope="col">{t('o1.log.started')}</th>
          <th scope="col">{t('o1.log.type')}</th>
          <th scope="col">{t('o1.log.state')}</th>
          <th scope="col" data-number>
            {t('o1.log.took')}
          </th>
          <th scope="col" data-number>
            {t('o1.log.changed')}
          </th>
          <th scope="col">{t('o1.log.by')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((run) => (
          <RunLine key={run.id} run={run} />
        ))}
      </tbody>
    </table>
  );
}

function RunLine({ run }: { run: SyncRunJson }) {
  const t = useTranslations();
  const { instant, number } = useFormats();
  const span = useSpan();
  const types = useRunTypes();
  const states = useRunStates();
  const reasonWords = useReason();
  const seconds = secondsBetween(run.startedAt, run.endedAt);
  return (
    <tr>
      <th scope="row" data-label={t('o1.log.started')}>
        {instant(run.startedAt)}
      </th>
      <td data-label={t('o1.log.type')}>{types[run.type]}</td>
      <td data-label={t('o1.log.state')}>
        <span>
          <Mark tone={tones[run.state]}>{states[run.state]}</Mark>
          {run.errorCode !== '' && (
            <small>{reasonWords(run.errorCode) ?? t('o1.log.code', { code: run.errorCode })}</small>
          )}
          {run.unreadable > 0 && <small>{t('o1.log.leftOut', { count: run.unreadable })}</small>}
        </span>
      </td>
      <td data-label={t('o1.log.took')} data-number>
        {seconds === null ? '–' : span(seconds)}
      </td>
      <td data-label={t('o1.log.changed')} data-number>
        {number(run.changed)}
      </td>
      <td data-label={t('o1.log.by')}>
        {run.requestedBy === '' ? t('o1.log.byClock') : run.requestedBy}
      </td>
    </tr>
  );
}
