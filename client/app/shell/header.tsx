import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import type { OrganisationJson } from '../../../domain/api/organisations.ts';
import { PersonMenu } from './person-menu.tsx';
import { SyncPill } from './sync-pill.tsx';
import classes from './shell.module.css';

interface HeaderProps {
  org: string;
  organisation: OrganisationJson | undefined;
  live: 'live' | 'paused';
}

export function Header({ org, organisation, live }: HeaderProps) {
  const t = useTranslations();
  return (
    <header className={classes.header}>
      <Link to="/o/$org" params={{ org }} className={classes.brand}>
        <span>{organisation?.name ?? 'Dunlin'}</span>
      </Link>
      <div className={classes.end}>
        <span role="status" className="visually-hidden">
          {live === 'paused' ? t('shell.livePaused') : ''}
        </span>
        {organisation && <SyncPill organisation={organisation} live={live} />}
        <PersonMenu />
      </div>
    </header>
  );
}
