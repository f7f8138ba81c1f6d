import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { OrganisationJson } from '../../../domain/api/organisations.ts';
import { percentOf } from '../../features/sync/progress.ts';
import classes from './shell.module.css';

interface SyncPillProps {
  organisation: OrganisationJson;
  live: 'live' | 'paused';
}

/** State of the books in a few words; leads to the sync screen. */
export function SyncPill({ organisation, live }: SyncPillProps) {
  const { state, words } = usePill(organisation);
  const t = useTranslations();
  return (
    <Link to="/o/$org/sync" params={{ org: organisation.id }} className={classes.pill}>
      <span className={classes.dot} data-state={state} aria-hidden="true" />
      {live === 'paused' ? t('shell.livePaused') : words}
    </Link>
  );
}

function usePill({ connection, lastSync, syncedAt }: OrganisationJson) {
  const t = useTranslations();
  const now = useMinute();
  if (connection?.state !== 'live') return { state: 'stopped', words: t('shell.pill.stopped') };
  if (lastSync?.state === 'running') {
    const percent = percentOf(lastSync.progress);
    const words =
      percent === null ? t('shell.pill.syncing') : t('shell.pill.syncingPercent', { percent });
    return { state: 'syncing', words };
  }
  if (lastSync?.state === 'failed') return { state: 'stopped', words: t('shell.pill.failed') };
  if (syncedAt === null) return { state: 'syncing', words: t('shell.pill.waiting') };
  const minutes = Math.max(0, Math.round((now - Date.parse(syncedAt)) / 60_000));
  if (minutes > 120)
    return { state: 'fresh', words: t('shell.pill.hours', { hours: Math.round(minutes / 60) }) };
  return { state: 'fresh', words: t('shell.pill.fresh', { minutes }) };
}

/** The time, told anew every half minute. */
function useMinute(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
