import { useQuery } from '@tanstack/react-query';
import { Outlet, useParams } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { useLiveUpdates } from '../../api/live.ts';
import { organisationQuery } from '../../api/read.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { ZoneContext } from '../../ui/formats.ts';
import { LateSkeleton } from '../../ui/late-skeleton.tsx';
import { PlaceContext } from '../../ui/page-header.tsx';
import { Header } from './header.tsx';
import { Navigation } from './navigation.tsx';
import { StateBanner } from './state-banner.tsx';
import classes from './shell.module.css';

/** Frame of all screens of one organisation. */
export function Shell() {
  const t = useTranslations();
  const { org } = useParams({ from: '/o/$org' });
  const live = useLiveUpdates(org);
  const { data: organisation, error, refetch } = useQuery(organisationQuery(org));

  return (
    <PlaceContext value={organisation?.name ?? ''}>
      <ZoneContext value={organisation?.timeZone ?? 'UTC'}>
        <a className="skip-link" href="#content">
          {t('shell.skip')}
        </a>
        <div className={classes.shell}>
          <Header org={org} organisation={organisation} live={live} />
          <Navigation org={org} />
          <div className={classes.main}>
            {organisation && <StateBanner organisation={organisation} />}
            <main id="content" tabIndex={-1} className={classes.content}>
              {organisation && <Outlet />}
              {!organisation && error && (
                <ErrorState error={error} onRetry={() => void refetch()} />
              )}
              {!organisation && !error && <LateSkeleton />}
            </main>
          </div>
        </div>
      </ZoneContext>
    </PlaceContext>
  );
}
