import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import type { TaskRow } from '../../../domain/api/tasks.ts';
import { useFormats } from '../../ui/formats.ts';
import { Mark } from '../../ui/status-badge.tsx';
import classes from '../../ui/table.module.css';
import { OnDay } from '../../ui/when.tsx';
import { useTaskKinds } from './kinds.ts';
import { TaskActions } from './task-actions.tsx';

interface TaskTableProps {
  org: string;
  rows: TaskRow[];
  todayOn: string;
  editable: boolean;
  busy: boolean;
}

export function TaskTable({ rows, busy, ...rest }: TaskTableProps) {
  const t = useTranslations();
  return (
    <div className={classes.wide}>
      <table
        className={`${classes.table} ${classes.cards}`}
        aria-label={t('w9.title')}
        aria-busy={busy}
      >
        <thead>
          <tr>
            <th scope="col">{t('w9.kind')}</th>
            <th scope="col">{t('w9.due')}</th>
            <th scope="col">{t('w9.about')}</th>
            <th scope="col" data-number>
              {t('w9.amount')}
            </th>
            <th scope="col">{t('w9.owner')}</th>
            <th scope="col">{t('w9.note')}</th>
            {rest.editable && <th scope="col">{t('w9.actions')}</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map((task) => (
            <TaskLine key={task.id} task={task} {...rest} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

type LineProps = Omit<TaskTableProps, 'rows' | 'busy'> & { task: TaskRow };

function TaskLine({ task, org, todayOn, editable }: LineProps) {
  const t = useTranslations();
  const { money } = useFormats();
  const kinds = useTaskKinds();
  const name = kinds.find(({ value }) => value === task.kind)?.label ?? '–';
  return (
    <tr>
      <th scope="row" data-label={t('w9.kind')}>
        {name}
      </th>
      <td data-label={t('w9.due')}>
        <Due task={task} todayOn={todayOn} />
      </td>
      <td data-label={t('w9.about')}>
        <About org={org} task={task} />
      </td>
      <td data-label={t('w9.amount')} data-number>
        <span>
          {task.amounts.map(({ minor, currency }) => (
            <div key={currency}>{money(minor, currency)}</div>
          ))}
        </span>
      </td>
      <td data-label={t('w9.owner')}>{task.owner?.name ?? t('w9.nobody')}</td>
      <td data-label={t('w9.note')}>{task.note}</td>
      {editable && (
        <td data-label={t('w9.actions')}>
          <TaskActions
            org={org}
            task={task}
            name={`${name}, ${task.invoice?.number ?? task.customer?.name ?? '–'}`}
            todayOn={todayOn}
          />
        </td>
      )}
    </tr>
  );
}

function Due({ task, todayOn }: { task: TaskRow; todayOn: string }) {
  const t = useTranslations();
  const { instant } = useFormats();
  return (
    <span>
      <OnDay on={task.dueOn} />
      {task.state === 'open' && task.dueOn < todayOn && (
        <>
          {' '}
          <Mark tone="bad">{t('w9.late')}</Mark>
        </>
      )}
      {task.doneAt !== null && (
        <small>{t('w9.doneBy', { name: task.doneBy ?? '–', at: instant(task.doneAt) })}</small>
      )}
    </span>
  );
}

function About({ org, task: { invoice, customer } }: { org: string; task: TaskRow }) {
  const t = useTranslations();
  if (invoice)
    return (
      <span>
        <Link to="/o/$org/invoices/$invoice" params={{ org, invoice: invoice.id }}>
          {t('w10.invoice', { number: invoice.number ?? '–' })}
        </Link>
        {customer && <small>{customer.name}</small>}
      </span>
    );
  if (!customer) return '–';
  return (
    <Link to="/o/$org/invoices" params={{ org }} search={{ customer: customer.id }}>
      {customer.name}
    </Link>
  );
}
