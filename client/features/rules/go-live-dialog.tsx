import { Stack } from '@mantine/core';
import { keepPreviousData, useIsMutating, useQuery } from '@tanstack/react-query';
import { useEffect, useState, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { OldInvoicesChoice } from '../../../domain/api/organisations.ts';
import { read } from '../../api/read.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { LateSkeleton } from '../../ui/late-skeleton.tsx';
import { useDebounced } from '../../ui/use-debounced.ts';
import {
  choiceOf,
  forecastQuery,
  missingIn,
  newDraft,
  type GoLiveDraft,
  type OldInvoices,
} from './go-live-choice.ts';
import { GoLiveForecast } from './go-live-forecast.tsx';
import { OldInvoicesFields } from './old-invoices-fields.tsx';

/** The forecast is asked again when the fields have rested this long. */
const REST_MS = 300;

/** What keeps the dialog from being confirmed may have been scrolled out of sight. */
const FIRST_MISSING = '[role=dialog] :is([aria-invalid=true], [data-missing] input)';

interface GoLiveDialogProps {
  org: string;
  busy: boolean;
  /** What the server answered to the last attempt. */
  error: unknown;
  /** Reminders of the books' own: the answer must be known before anything leaves (UF-2). */
  native: { isAnswered: boolean; question: (isMissing: boolean) => ReactNode };
  onConfirm: (old: OldInvoicesChoice | undefined) => void;
  onClose: () => void;
}

/**
 * Says how many messages would leave, to whom and how late they are, before the master switch goes on (ux 2.1), and asks what happens to
 * invoices that were late before: nothing is chosen for the owner (product.md 4, idea 4). Mounted while it is open, so it starts afresh.
 */
export function GoLiveDialog(props: GoLiveDialogProps) {
  const { org, busy, error, native, onConfirm, onClose } = props;
  const t = useTranslations();
  const [draft, setDraft] = useState(newDraft);
  const [attempts, setAttempts] = useState(0);
  const isTried = attempts > 0;
  const { forecast, old } = useForecast(org, draft);
  // An answer that is being stored makes a new version of the organisation, which the switch must name.
  const isStoring = useIsMutating() > 0;
  const missing = old === undefined ? null : missingIn(draft, old);
  useEffect(() => {
    if (attempts > 0) document.querySelector<HTMLElement>(FIRST_MISSING)?.focus();
  }, [attempts]);
  const confirm = () => {
    setAttempts(attempts + 1);
    if (old === undefined || missing !== null || !native.isAnswered) return;
    onConfirm(choiceOf(draft, old));
  };
  return (
    <ConfirmDialog
      opened
      size="lg"
      title={t('r1.goLive.title')}
      action={t('r1.goLive.action')}
      busy={busy || isStoring || (!old && !forecast.isError)}
      onConfirm={confirm}
      onClose={onClose}
    >
      <Stack>
        {forecast.isError && (
          <ErrorState error={forecast.error} onRetry={() => void forecast.refetch()} />
        )}
        {!forecast.data && !forecast.isError && <LateSkeleton rows={2} />}
        {forecast.data && (
          <GoLiveForecast counts={forecast.data} busy={forecast.isPlaceholderData} />
        )}
        {old && old.invoices > 0 && (
          <OldInvoicesFields
            draft={draft}
            old={old}
            missing={isTried ? missing : null}
            onChange={(change) => setDraft({ ...draft, ...change })}
          />
        )}
        {native.question(isTried && !native.isAnswered)}
        {error !== null && <ErrorState error={error} />}
      </Stack>
    </ConfirmDialog>
  );
}

/** The forecast for the choice so far. The old invoices themselves do not depend on it, so they come from the first answer on. */
function useForecast(org: string, draft: GoLiveDraft) {
  const first = useQuery({
    ...read('GET /o/:org/reminders', { params: { org } }),
    staleTime: 0,
  });
  const old: OldInvoices | undefined = first.data?.old;
  const query = useDebounced(JSON.stringify(forecastQuery(draft, old)), REST_MS);
  const forecast = useQuery({
    ...read('GET /o/:org/reminders', { params: { org }, query: JSON.parse(query) as object }),
    staleTime: 0,
    placeholderData: keepPreviousData,
  });
  return { forecast, old };
}
