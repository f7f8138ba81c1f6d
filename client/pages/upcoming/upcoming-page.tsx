import { Text } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useCallback, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { UpcomingMessage } from '../../../domain/api/upcoming.ts';
import { read, readPages } from '../../api/read.ts';
import { upcomingSearch, type UpcomingSearch } from '../../app/search.ts';
import { AskedDialog } from '../../features/upcoming/asked-dialog.tsx';
import { ChoicesList } from '../../features/upcoming/choices-list.tsx';
import { DaySection } from '../../features/upcoming/day-section.tsx';
import type { Asked } from '../../features/upcoming/line-actions.tsx';
import { SelectionBar } from '../../features/upcoming/selection-bar.tsx';
import { SimulationRibbon } from '../../features/upcoming/simulation-ribbon.tsx';
import { UpcomingEmpty } from '../../features/upcoming/upcoming-empty.tsx';
import { UpcomingFilters } from '../../features/upcoming/upcoming-filters.tsx';
import { targetsOf, useChoices } from '../../features/upcoming/use-choices.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { LateSkeleton } from '../../ui/late-skeleton.tsx';
import { LoadMore } from '../../ui/load-more.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { mayEdit } from '../../ui/rights.ts';
import { useLanguageCode } from '../../ui/sentences.ts';
import { useOrganisation } from '../../ui/use-organisation.ts';

const route = getRouteApi('/o/$org/upcoming');

/** W5: dry run and time travel. The address holds what is asked. */
export function UpcomingPage() {
  const t = useTranslations();
  const { org } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const editable = mayEdit(useOrganisation().role);
  const list = useUpcoming(org, search);
  const templateNames = useTemplateNames(org);
  const selection = useSelection();
  const [asked, setAsked] = useState<Asked | null>(null);
  const choices = useChoices(() => {
    setAsked(null);
    selection.clear();
  });
  const pages = list.data?.pages ?? [];
  const [first] = pages;
  const rows = pages.flatMap((page) => page.rows);
  const show = (change: UpcomingSearch, replace = false) => {
    selection.clear();
    void navigate({ search: upcomingSearch({ ...search, ...change }), replace });
  };
  const { mutate: skip, isPending: isSkipping } = choices.skip;
  const skipAll = (messages: UpcomingMessage[]) =>
    skip({ params: { org }, body: { messages: targetsOf(messages) } });
  const ask = useCallback(
    (wanted: Asked) => {
      if (wanted.what !== 'skip') setAsked(wanted);
      else skip({ params: { org }, body: { messages: targetsOf([wanted.message]) } });
    },
    [org, skip],
  );
  const clear = () => void navigate({ search: {} });
  const messages = first?.days.reduce((sum, day) => sum + day.messages, 0) ?? 0;

  return (
    <>
      <PageHeader title={t('w5.title')} />
      {first && <SimulationRibbon page={first} />}
      <UpcomingFilters
        filter={search}
        rules={first?.rules ?? []}
        todayOn={first?.todayOn}
        onChange={show}
        onClear={clear}
      />
      <p className="visually-hidden" role="status">
        {list.isSuccess ? t('w5.loaded', { count: rows.length }) : ''}
      </p>
      {list.isError && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <LateSkeleton />}
      {rows.length > 0 && <Text mb="xs">{t('w5.total', { messages })}</Text>}
      <SelectionBar
        count={selection.ids.size}
        busy={isSkipping}
        onSkip={() => skipAll(rows.filter(({ id }) => selection.ids.has(id)))}
        onClear={selection.clear}
      />
      {byDay(rows).map(([on, ofDay]) => (
        <DaySection
          key={on}
          org={org}
          on={on}
          total={first?.days.find((day) => day.on === on)}
          capPerDay={first?.capPerDay ?? null}
          messages={ofDay}
          templateNames={templateNames}
          editable={editable}
          selected={selection.ids}
          onSelect={selection.select}
          onAsk={ask}
        />
      ))}
      {first && list.isSuccess && rows.length === 0 && (
        <UpcomingEmpty
          org={org}
          days={search.days ?? 7}
          stopped={first.stopped}
          filtered={Boolean(search.q ?? search.rule ?? search.customer)}
          onClear={clear}
          onSimulate={() => show({ reminders: 'on' })}
        />
      )}
      <LoadMore
        hasNext={list.hasNextPage}
        busy={list.isFetchingNextPage}
        onMore={() => void list.fetchNextPage()}
      />
      <ChoicesList
        choices={first?.choices ?? []}
        editable={editable}
        onTakeBack={({ invoiceId, ruleId, stepId, onDate, occurrenceOn }) =>
          choices.takeBack.mutate({
            params: { org },
            body: { messages: [{ invoiceId, ruleId, stepId, onDate, occurrenceOn }] },
          })
        }
      />
      {asked && first && (
        <AskedDialog
          org={org}
          asked={asked}
          todayOn={first.todayOn}
          reminders={search.reminders ?? 'as-set'}
          choices={choices}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  );
}

function useUpcoming(org: string, search: UpcomingSearch) {
  const days = `${search.days ?? 7}` as const;
  return useInfiniteQuery({
    ...readPages('GET /o/:org/upcoming', { params: { org }, query: { ...search, days } }),
    // Old rows stay while new ones load (ux 6.11).
    placeholderData: (previous) => previous,
  });
}

function useTemplateNames(org: string): ReadonlyMap<string, string> {
  const language = useLanguageCode();
  const { data } = useQuery(read('GET /o/:org/templates/choices', { params: { org } }));
  return new Map((data ?? []).map(({ id, name }) => [id, name[language]]));
}

function useSelection() {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const select = useCallback((id: string, isSelected: boolean) => {
    setIds((before) => {
      const after = new Set(before);
      if (isSelected) after.add(id);
      else after.delete(id);
      return after;
    });
  }, []);
  const clear = useCallback(() => setIds(new Set()), []);
  return { ids, select, clear };
}

/** Messages come in order of their day. */
function byDay(rows: UpcomingMessage[]): [string, UpcomingMessage[]][] {
  const days = new Map<string, UpcomingMessage[]>();
  for (const row of rows) days.set(row.onDate, [...(days.get(row.onDate) ?? []), row]);
  return [...days];
}
