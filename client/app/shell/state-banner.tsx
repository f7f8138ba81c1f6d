import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import type { OrganisationJson } from '../../../domain/api/organisations.ts';
import { connectPath } from '../../ui/connect-path.ts';
import classes from './shell.module.css';

/** At most one line, the most serious first, with the one button that fixes it (ux 3.2). */
export function StateBanner({ organisation }: { organisation: OrganisationJson }) {
  const t = useTranslations();
  const { connection, remindersOn, syncedAt } = organisation;
  const books = connection?.booksName ?? 'QuickBooks';

  if (connection === null || connection.state === 'disconnected')
    return (
      <Banner tone="stop" words={t('shell.banner.disconnected', { books })}>
        <Button size="compact-md" component="a" href={connectPath(organisation.id)}>
          {t('shell.banner.connect', { books })}
        </Button>
      </Banner>
    );
  if (connection.state === 'needs-reconnect')
    return (
      <Banner tone="stop" words={t('shell.banner.lost', { books })}>
        <Button size="compact-md" component="a" href={connectPath(organisation.id)}>
          {t('shell.banner.reconnect')}
        </Button>
      </Banner>
    );
  if (!remindersOn && syncedAt !== null)
    return (
      <Banner tone="off" words={t('shell.banner.off')}>
        <Button
          size="compact-md"
          variant="default"
          renderRoot={(props) => (
            <Link to="/o/$org/rules" params={{ org: organisation.id }} {...props} />
          )}
        >
          {t('shell.banner.toRules')}
        </Button>
      </Banner>
    );
  return null;
}

interface BannerProps {
  tone: 'stop' | 'off';
  words: string;
  children: React.ReactNode;
}

function Banner({ tone, words, children }: BannerProps) {
  return (
    <div className={classes.banner} data-tone={tone} role="status">
      <span>{words}</span>
      {children}
    </div>
  );
}
