import {
  IconAdjustments,
  IconCalendarTime,
  IconFileInvoice,
  IconHistory,
  IconListCheck,
  IconRefresh,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import classes from './shell.module.css';

/** Only screens that exist are listed; below 640 px this is the bar at the bottom. */
export function Navigation({ org }: { org: string }) {
  const t = useTranslations();
  const places = [
    { to: '/o/$org/invoices', name: t('shell.invoices'), Icon: IconFileInvoice },
    { to: '/o/$org/upcoming', name: t('shell.upcoming'), Icon: IconCalendarTime },
    { to: '/o/$org/rules', name: t('shell.rules'), Icon: IconListCheck },
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
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
