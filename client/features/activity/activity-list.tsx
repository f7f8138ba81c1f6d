import { Anchor, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { use } from 'react';
import { useTranslations } from 'use-intl';
import type { ActivityJson } from '../../../domain/api/invoices.ts';
import { localDateOf } from '../../../domain/local-date.ts';
import { useFormats, ZoneContext } from '../../ui/formats.ts';
import classes from './activity-list.module.css';
import { useActivitySentence } from './sentence.ts';

interface ActivityListProps {
  org: string;
  rows: ActivityJson[];
  /** Whether lines lead to their invoice; not on the invoice's own page. */
  linked: boolean;
}

export function ActivityList({ org, rows, linked }: ActivityListProps) {
  const { day } = useFormats();
  const days = groupByDay(rows, use(ZoneContext));
  return (
    <div className={classes.days}>
      {days.map(({ on, rows: ofDay }) => (
        <section key={on}>
          <Title order={2} size="h5" c="dimmed" mb={4}>
            {day(on)}
          </Title>
          <ol className={classes.lines}>
            {ofDay.map((row) => (
              <ActivityLine key={row.id} org={org} row={row} linked={linked} />
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}

function ActivityLine({ org, row, linked }: { org: string; row: ActivityJson; linked: boolean }) {
  const t = useTranslations();
  const { instant, time } = useFormats();
  const sentenceOf = useActivitySentence();
  const actor = useActor(row);
  return (
    <li className={classes.line}>
      <time dateTime={row.at} title={instant(row.at)}>
        {time(row.at)}
      </time>
      <div>
        <div>{sentenceOf(row)}</div>
        <Text size="sm" c="dimmed">
          {actor}
          {linked && row.invoiceId !== null && (
            <Anchor
              size="sm"
              ms="sm"
              renderRoot={(props) => (
                <Link
                  to="/o/$org/invoices/$invoice"
                  params={{ org, invoice: row.invoiceId ?? '' }}
                  {...props}
                />
              )}
            >
              {t('o2.openInvoice', { number: row.invoiceNumber ?? '–' })}
            </Anchor>
          )}
        </Text>
      </div>
    </li>
  );
}

function useActor({ actor }: ActivityJson): string {
  const t = useTranslations();
  const { kind, name } = actor;
  if (kind === 'dunlin') return t('o2.actor.dunlin');
  if (kind === 'books') return t('o2.actor.books', { name: name || t('common.books') });
  return kind === 'rule' ? t('o2.actor.rule', { name }) : t('o2.actor.person', { name });
}

function groupByDay(rows: ActivityJson[], zone: string): { on: string; rows: ActivityJson[] }[] {
  const days: { on: string; rows: ActivityJson[] }[] = [];
  for (const row of rows) {
    const on = localDateOf(new Date(row.at), zone);
    const last = days.at(-1);
    if (last?.on === on) last.rows.push(row);
    else days.push({ on, rows: [row] });
  }
  return days;
}
