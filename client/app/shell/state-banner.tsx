import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import type { OrganisationJson, SyncJson } from '../../../domain/api/organisations.ts';
import { syncQuery } from '../../api/read.ts';
import { reconnectPath } from '../../ui/connect-path.ts';
import { useFormats } from '../../ui/formats.ts';
import { mayRun } from '../../ui/rights.ts';
import { bannerKind, type BannerKind } from './banner-kind.ts';
import { ResumeSending } from './resume-sending.tsx';
import classes from './shell.module.css';

/** At most one line, the most serious first, with the one button that fixes it (ux 3.2). */
export function StateBanner({ organisation }: { organisation: OrganisationJson }) {
  const { data: sync } = useQuery(syncQuery(organisation.id));
  const kind = bannerKind(organisation, sync?.freshness);
  const wordsOf = useBannerWords(organisation, sync);
  if (kind === null) return null;
  const stops =
    kind === 'disconnected' || kind === 'lost' || kind === 'paused' || kind === 'stopped';
  return (
    <div className={classes.banner} data-tone={stops ? 'stop' : 'off'} role="status">
      <span>{wordsOf(kind)}</span>
      <Remedy kind={kind} organisation={organisation} />
    </div>
  );
}

const stoppedWords = {
  'mass-bounce': 'shell.banner.stopped',
  'unusual-volume': 'shell.banner.stoppedVolume',
} as const;

function useBannerWords(
  { connection, sendingStopped, role }: OrganisationJson,
  sync: SyncJson | undefined,
) {
  const t = useTranslations();
  const { day, instant } = useFormats();
  const books = connection?.booksName ?? t('common.books');
  const { pausedUntil = null, endsAt = null } = connection ?? {};
  return (kind: BannerKind): string => {
    if (kind === 'disconnected') return t('shell.banner.disconnected', { books });
    if (kind === 'lost') return t('shell.banner.lost', { books });
    if (kind === 'paused')
      return pausedUntil === null
        ? t('shell.banner.pausedOpen', { books })
        : t('shell.banner.paused', { books, at: instant(pausedUntil) });
    if (kind === 'stopped')
      return t(stoppedWords[sendingStopped?.reason ?? 'mass-bounce'], {
        at: instant(sendingStopped?.at ?? ''),
        may: mayRun(role) ? 'yes' : 'no',
      });
    if (kind === 'off') return t('shell.banner.off');
    if (kind === 'stale-sync')
      return t('shell.banner.staleSync', { hours: sync?.freshness.staleAfterHours ?? 0 });
    if (kind === 'stale-payments')
      return t('shell.banner.stalePayments', { days: sync?.freshness.paymentsWithinDays ?? 0 });
    if (kind === 'ends-soon')
      return t('shell.banner.endsSoon', { books, on: day((endsAt ?? '').slice(0, 10)) });
    return t('shell.banner.native', { books });
  };
}

function Remedy({ kind, organisation }: { kind: BannerKind; organisation: OrganisationJson }) {
  const t = useTranslations();
  const params = { org: organisation.id, section: 'connection' };
  const books = organisation.connection?.booksName ?? t('common.books');
  if (kind === 'disconnected' || kind === 'lost' || kind === 'ends-soon')
    return (
      <Button size="compact-md" component="a" href={reconnectPath(organisation)}>
        {kind === 'disconnected'
          ? t('shell.banner.connect', { books })
          : t('shell.banner.reconnect')}
      </Button>
    );
  if (kind === 'stopped') return <ResumeSending organisation={organisation} />;
  const places = {
    paused: { to: '/o/$org/sync', words: t('shell.banner.toSync') },
    off: { to: '/o/$org/rules', words: t('shell.banner.toRules') },
    'stale-sync': { to: '/o/$org/sync', words: t('shell.banner.toSync') },
    'stale-payments': { to: '/o/$org/sync', words: t('shell.banner.toReconcile') },
    native: { to: '/o/$org/settings/$section', words: t('shell.banner.toSettings') },
  } as const;
  const { to, words } = places[kind];
  return (
    <Button
      size="compact-md"
      variant="default"
      renderRoot={(props) => <Link to={to} params={params} {...props} />}
    >
      {words}
    </Button>
  );
}
