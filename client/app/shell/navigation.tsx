import {
  IconAdjustments,
  IconBellOff,
  IconChecklist,
  IconCalendarTime,
  IconFileInvoice,
  IconHistory,
  IconListCheck,
  IconMailCog,
  IconRefresh,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import classes from './shell.module.css';
import { TaskCount } from './task-count.tsx';

/** Only screens that exist are listed; below 640 px this is the bar at the bottom. */
export function Navigation({ org }: { org: string }) {
  const t = useTranslations();
  const places = [
    { to: '/o/$org/invoices', name: t('shell.invoices'), Icon: IconFileInvoice },
    { to: '/o/$org/upcoming', name: t('shell.upcoming'), Icon: IconCalendarTime },
    { to: '/o/$org/customers/muted', name: t('shell.muted'), Icon: IconBellOff },
    { to: '/o/$org/tasks', name: t('shell.tasks'), Icon: IconChecklist },
    { to: '/o/$org/rules', name: t('shell.rules'), Icon: IconListCheck },
    { to: '/o/$org/templates', name: t('shell.templates'), Icon: IconMailCog },
    { to: '/o/$org/activity', name: t('shell.activity'), Icon: IconHistory },
    { to: '/o/$org/sync', name: t('shell.sync'), Icon: IconRefresh },
    { to: '/o/$org/settings', name: t('shell.settings'), Icon: IconAdjustments },
  ] as const;
  return (
    <nav className={classes.nav} aria-label={t('shell.navigation')}>
      <ul>
        {places.map(({ to, name, Icon }) => (
          <li key={to}>
            <Link
              to={to}
              params={{ org }}
              className={classes.link}
              activeOptions={{ includeSearch: false }}
            >
              <Icon size={18} aria-hidden="true" />
              {name}
              {to === '/o/$org/tasks' && <TaskCount org={org} />}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
