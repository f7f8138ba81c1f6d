import {
  IconAdjustments,
  IconBellOff,
  IconChecklist,
  IconCalendarTime,
  IconDots,
  IconFileInvoice,
  IconHistory,
  IconListCheck,
  IconMailCog,
  IconRefresh,
} from '@tabler/icons-react';
import { Link, useMatchRoute } from '@tanstack/react-router';
import { useId, useRef } from 'react';
import { useTranslations } from 'use-intl';
import classes from './shell.module.css';
import { TaskCount } from './task-count.tsx';

const places = [
  { to: '/o/$org/invoices', name: 'shell.invoices', Icon: IconFileInvoice, isDaily: true },
  { to: '/o/$org/upcoming', name: 'shell.upcoming', Icon: IconCalendarTime, isDaily: true },
  { to: '/o/$org/customers/muted', name: 'shell.muted', Icon: IconBellOff, isDaily: false },
  { to: '/o/$org/tasks', name: 'shell.tasks', Icon: IconChecklist, isDaily: true },
  { to: '/o/$org/rules', name: 'shell.rules', Icon: IconListCheck, isDaily: true },
  { to: '/o/$org/templates', name: 'shell.templates', Icon: IconMailCog, isDaily: false },
  { to: '/o/$org/activity', name: 'shell.activity', Icon: IconHistory, isDaily: false },
  { to: '/o/$org/sync', name: 'shell.sync', Icon: IconRefresh, isDaily: false },
  { to: '/o/$org/settings', name: 'shell.settings', Icon: IconAdjustments, isDaily: false },
] as const;
/** What stands behind "More" where there is no room for all (ux 6.13a). */
const others = places.filter(({ isDaily }) => !isDaily);

interface PlaceProps {
  org: string;
  place: (typeof places)[number];
  onLeave?: () => void;
}

/** Only screens that exist are listed; below 640 px this is the bar at the bottom. */
export function Navigation({ org }: { org: string }) {
  const t = useTranslations();
  return (
    <nav className={classes.nav} aria-label={t('shell.navigation')}>
      <ul>
        {places.map((place) => (
          <li key={place.to} className={place.isDaily ? undefined : classes.whereRoom}>
            <PlaceLink org={org} place={place} />
          </li>
        ))}
        <li className={classes.whereNoRoom}>
          <More org={org} />
        </li>
      </ul>
    </nav>
  );
}

function PlaceLink({ org, place: { to, name, Icon }, onLeave }: PlaceProps) {
  const t = useTranslations();
  return (
    <Link
      to={to}
      params={{ org }}
      className={classes.link}
      activeOptions={{ includeSearch: false }}
      onClick={onLeave}
    >
      <Icon size={18} aria-hidden="true" />
      {t(name)}
      {name === 'shell.tasks' && <TaskCount org={org} />}
    </Link>
  );
}

function More({ org }: { org: string }) {
  const t = useTranslations();
  const id = useId();
  const menu = useRef<HTMLUListElement>(null);
  const matchRoute = useMatchRoute();
  const isHere = others.some(({ to }) => matchRoute({ to, params: { org }, fuzzy: true }));
  return (
    <>
      <button
        type="button"
        className={classes.link}
        popoverTarget={id}
        aria-current={isHere ? 'true' : undefined}
      >
        <IconDots size={18} aria-hidden="true" />
        {t('shell.more')}
      </button>
      <ul id={id} ref={menu} popover="auto" className={classes.menu}>
        {others.map((place) => (
          <li key={place.to}>
            <PlaceLink org={org} place={place} onLeave={() => menu.current?.hidePopover()} />
          </li>
        ))}
      </ul>
    </>
  );
}
