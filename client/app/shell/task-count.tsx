import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { read } from '../../api/read.ts';
import classes from './shell.module.css';

/** How many tasks wait for a person; nothing while there is none. */
export function TaskCount({ org }: { org: string }) {
  const t = useTranslations();
  const { data } = useQuery(read('GET /o/:org/tasks', { params: { org }, query: { limit: 1 } }));
  const count = data?.open ?? 0;
  if (count === 0) return null;
  return (
    <span className={classes.count}>
      <span aria-hidden="true">{count > 999 ? '999+' : count}</span>
      <span className="visually-hidden">{t('shell.openTasks', { count })}</span>
    </span>
  );
}
