import { Button, Group } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import type { UpcomingPage } from '../../../domain/api/upcoming.ts';
import { EmptyState } from '../../ui/empty-state.tsx';

interface UpcomingEmptyProps {
  org: string;
  days: number;
  stopped: UpcomingPage['stopped'];
  /** A customer, a rule or a text is looked for. */
  filtered: boolean;
  onClear: () => void;
  onSimulate: () => void;
}

/** Nothing matches, or why nothing leaves, with the link that changes it (ux W5, 6.12). */
export function UpcomingEmpty(props: UpcomingEmptyProps) {
  const { org, days, stopped, filtered, onClear, onSimulate } = props;
  const t = useTranslations();
  const words = {
    'reminders-off': t('w5.stopped.reminders-off'),
    'no-rule': t('w5.stopped.no-rule'),
    'nothing-open': t('w5.stopped.nothing-open'),
    'not-live': t('w5.stopped.not-live'),
    'books-stale': t('w5.stopped.books-stale'),
  };
  if (filtered && stopped === null)
    return (
      <EmptyState
        action={
          <Button variant="default" onClick={onClear}>
            {t('common.clearFilters')}
          </Button>
        }
      >
        {t('w5.noMatch')}
      </EmptyState>
    );
  return (
    <EmptyState action={<Remedies org={org} stopped={stopped} onSimulate={onSimulate} />}>
      {stopped === null ? t('w5.nothing', { days }) : words[stopped]}
    </EmptyState>
  );
}

function Remedies({
  org,
  stopped,
  onSimulate,
}: Pick<UpcomingEmptyProps, 'org' | 'stopped' | 'onSimulate'>) {
  const t = useTranslations();
  const isSwitch =
    stopped === 'reminders-off' || stopped === 'not-live' || stopped === 'books-stale';
  return (
    <Group justify="center">
      <Remedy org={org} stopped={stopped} />
      {isSwitch && (
        <Button variant="default" onClick={onSimulate}>
          {t('w5.trySimulation')}
        </Button>
      )}
    </Group>
  );
}

function Remedy({ org, stopped }: Pick<UpcomingEmptyProps, 'org' | 'stopped'>) {
  const t = useTranslations();
  if (stopped === 'not-live')
    return (
      <Button
        renderRoot={(props) => (
          <Link to="/o/$org/settings/$section" params={{ org, section: 'connection' }} {...props} />
        )}
      >
        {t('w5.toConnection')}
      </Button>
    );
  const isSync = stopped === 'books-stale' || stopped === 'nothing-open';
  return (
    <Button
      renderRoot={(props) => (
        <Link to={isSync ? '/o/$org/sync' : '/o/$org/rules'} params={{ org }} {...props} />
      )}
    >
      {isSync ? t('w5.toSync') : t('w5.toRules')}
    </Button>
  );
}
