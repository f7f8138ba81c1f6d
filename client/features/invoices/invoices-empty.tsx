import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { EmptyState } from '../../ui/empty-state.tsx';

interface InvoicesEmptyProps {
  org: string;
  status: string;
  filtered: boolean;
  onClear: () => void;
}

/** Three kinds, never mixed (ux 6.12): nothing matches, nothing left, nothing yet. */
export function InvoicesEmpty({ org, status, filtered, onClear }: InvoicesEmptyProps) {
  const t = useTranslations();
  if (filtered)
    return (
      <EmptyState
        action={
          <Button variant="default" onClick={onClear}>
            {t('common.clearFilters')}
          </Button>
        }
      >
        {t('w3.noMatch')}
      </EmptyState>
    );
  if (status === 'to-send') return <EmptyState>{t('w3.nothingToSend')}</EmptyState>;
  if (status === 'overdue' || status === 'due') return <EmptyState>{t('w3.caughtUp')}</EmptyState>;
  return (
    <EmptyState
      action={
        <Button
          variant="default"
          renderRoot={(props) => <Link to="/o/$org/sync" params={{ org }} {...props} />}
        >
          {t('w3.toSync')}
        </Button>
      }
    >
      {t('w3.nothingYet')}
    </EmptyState>
  );
}
