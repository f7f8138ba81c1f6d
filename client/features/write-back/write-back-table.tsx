import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import type { WriteBackRowJson } from '../../../domain/api/organisations.ts';
import { useFormats } from '../../ui/formats.ts';
import { useCodeSentence, useReason } from '../../ui/sentences.ts';
import { Mark } from '../../ui/status-badge.tsx';
import classes from '../../ui/table.module.css';
import { changesOf } from './changes.ts';
import { useWriteBackStates } from './states.ts';
import { UndoButton } from './undo-button.tsx';

const tones = { waiting: 'calm', done: 'good', dropped: 'held', failed: 'bad' } as const;

interface WriteBackTableProps {
  org: string;
  books: string;
  rows: WriteBackRowJson[];
  editable: boolean;
  busy: boolean;
}

export function WriteBackTable({ rows, busy, ...rest }: WriteBackTableProps) {
  const t = useTranslations();
  return (
    <div className={classes.wide}>
      <table
        className={`${classes.table} ${classes.cards}`}
        aria-labelledby="write-backs"
        aria-busy={busy}
      >
        <thead>
          <tr>
            <th scope="col">{t('s10.log.at')}</th>
            <th scope="col">{t('s10.log.what')}</th>
            <th scope="col">{t('s10.log.change')}</th>
            <th scope="col">{t('s10.log.state')}</th>
            <th scope="col">{t('s10.log.actions')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <WriteBackLine key={row.id} row={row} {...rest} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

type LineProps = Omit<WriteBackTableProps, 'rows' | 'busy'> & { row: WriteBackRowJson };

function WriteBackLine({ row, org, books, editable }: LineProps) {
  const t = useTranslations();
  const { instant } = useFormats();
  const states = useWriteBackStates();
  const reasonWords = useReason();
  return (
    <tr>
      <th scope="row" data-label={t('s10.log.at')}>
        <span>
          {instant(row.doneAt ?? row.at)}
          {row.requestedBy !== '' && <small>{row.requestedBy}</small>}
        </span>
      </th>
      <td data-label={t('s10.log.what')}>
        <About row={row} org={org} />
      </td>
      <td data-label={t('s10.log.change')}>
        <Changes row={row} />
      </td>
      <td data-label={t('s10.log.state')}>
        <span>
          <Mark tone={tones[row.state]}>{states[row.state]}</Mark>
          {row.reason !== '' && <small>{reasonWords(row.reason) ?? row.reason}</small>}
        </span>
      </td>
      <td data-label={t('s10.log.actions')}>
        {editable && row.undoable && <UndoButton org={org} books={books} row={row} />}
      </td>
    </tr>
  );
}

function About({ row, org }: { row: WriteBackRowJson; org: string }) {
  const t = useTranslations();
  const kinds = {
    sent: t('s10.kinds.sent'),
    promise: t('s10.kinds.promise'),
    'customer-email': t('s10.kinds.email'),
  };
  const { invoice, customer } = row;
  return (
    <span>
      {row.undoOf === null ? kinds[row.kind] : t('s10.kinds.undo')}
      <small>
        {invoice && (
          <Link to="/o/$org/invoices/$invoice" params={{ org, invoice: invoice.id }}>
            {t('s10.log.invoice', { number: invoice.number ?? '–' })}
          </Link>
        )}{' '}
        {customer?.name}
      </small>
    </span>
  );
}

function Changes({ row }: { row: WriteBackRowJson }) {
  const t = useTranslations();
  const sentence = useCodeSentence();
  const { day } = useFormats();
  const wordsOf = (field: string, value: string) => {
    if (value === '') return t('s10.log.empty');
    if (field === 'expectedOn') return day(value);
    return (field === 'sentState' ? sentence('sentState', value) : null) ?? value;
  };
  return (
    <span>
      {changesOf(row).map(({ field, before, after }) => (
        <span key={field}>
          {t('s10.log.fromTo', {
            field: sentence('writtenField', field) ?? field,
            before: wordsOf(field, before),
            after: wordsOf(field, after),
          })}
          <br />
        </span>
      ))}
    </span>
  );
}
