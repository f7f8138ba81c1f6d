import { Group, Text, Title } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { UpcomingDay, UpcomingMessage } from '../../../domain/api/upcoming.ts';
import { useFormats } from '../../ui/formats.ts';
import { Mark } from '../../ui/status-badge.tsx';
import classes from '../../ui/table.module.css';
import type { Asked } from './line-actions.tsx';
import { MessageLine } from './message-line.tsx';
import own from './upcoming.module.css';

interface DaySectionProps {
  org: string;
  /** The whole day, also what is not loaded yet. */
  total: UpcomingDay | undefined;
  on: string;
  capPerDay: number | null;
  messages: UpcomingMessage[];
  templateNames: ReadonlyMap<string, string>;
  editable: boolean;
  selected: ReadonlySet<string>;
  onSelect: (id: string, selected: boolean) => void;
  onAsk: (asked: Asked) => void;
}

export function DaySection(props: DaySectionProps) {
  const { org, total, on, capPerDay, messages, templateNames, editable } = props;
  const t = useTranslations();
  const { day } = useFormats();
  return (
    <section aria-labelledby={`day-${on}`}>
      <Group gap="sm" mt="lg" mb={4}>
        <Title order={2} size="h4" id={`day-${on}`}>
          {day(on)}
        </Title>
        {total && <DayTotal total={total} capPerDay={capPerDay} />}
      </Group>
      <div className={classes.wide}>
        <table className={`${classes.table} ${classes.cards} ${own.days}`}>
          <caption className="visually-hidden">{t('w5.dayTable', { on: day(on) })}</caption>
          <thead>
            <tr>
              {editable && <td className={own.choice} />}
              <th scope="col" className={own.time}>
                {t('w5.time')}
              </th>
              <th scope="col">{t('w5.customer')}</th>
              <th scope="col">{t('w5.step')}</th>
              <th scope="col" className={own.narrow}>
                {t('w5.invoices')}
              </th>
              <th scope="col" className={own.narrow} data-number>
                {t('w5.amount')}
              </th>
              <th scope="col" className={own.middle}>
                {t('w5.template')}
              </th>
              <th scope="col" className={own.middle}>
                {t('w5.state')}
              </th>
              <th scope="col" className={own.actions}>
                {t('w5.actions')}
              </th>
            </tr>
          </thead>
          <tbody>
            {messages.map((message) => (
              <MessageLine
                key={message.id}
                org={org}
                message={message}
                templateName={templateNames.get(message.templateId) ?? message.templateId}
                editable={editable}
                selected={props.selected.has(message.id)}
                onSelect={props.onSelect}
                onAsk={props.onAsk}
              />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function DayTotal({ total, capPerDay }: { total: UpcomingDay; capPerDay: number | null }) {
  const t = useTranslations();
  const { money } = useFormats();
  const { messages, customers, held, amounts } = total;
  return (
    <>
      {messages > 0 && <Text size="sm">{t('w5.dayTotal', { messages, customers })}</Text>}
      {amounts.map(({ minor, currency }) => (
        <Text key={currency} size="sm" className="number">
          {money(minor, currency)}
        </Text>
      ))}
      {held > 0 && <Mark tone="held">{t('w5.dayHeld', { count: held })}</Mark>}
      {total.aboveCap && <Mark tone="bad">{t('w5.aboveCap', { cap: capPerDay ?? 0 })}</Mark>}
    </>
  );
}
