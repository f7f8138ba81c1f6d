import { Text, Title } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { useFormats } from '../../ui/formats.ts';
import tables from '../../ui/table.module.css';
import { lastDay, totalsOf, type Hour } from './hours.ts';
import classes from './hours.module.css';

/** Changes of the last 24 hours as bars, and the same numbers as a table (ux 8). */
export function ChangesPerHour({ hours }: { hours: Hour[] }) {
  const t = useTranslations();
  const { time } = useFormats();
  const day = lastDay(hours, new Date());
  const { changed, calls } = totalsOf(day);
  const most = Math.max(1, ...day.map((hour) => hour.changed));
  return (
    <section aria-labelledby="hours">
      <Title order={2} size="h4" mb="xs" id="hours">
        {t('o1.hours.title')}
      </Title>
      <Text mb="xs">{t('o1.hours.total', { changed, calls })}</Text>
      {changed > 0 && (
        <div aria-hidden="true">
          <div className={classes.bars}>
            {day.map((hour) => (
              <div
                key={hour.at}
                className={classes.bar}
                title={t('o1.hours.bar', { at: time(hour.at), changed: hour.changed })}
                style={{ height: `${(hour.changed / most) * 100}%` }}
              />
            ))}
          </div>
          <div className={classes.ends}>
            <span>{time(day[0]?.at ?? '')}</span>
            <span>{t('o1.hours.now')}</span>
          </div>
        </div>
      )}
      {changed + calls > 0 && (
        <HoursTable hours={day.filter((hour) => hour.changed + hour.calls > 0)} />
      )}
    </section>
  );
}

function HoursTable({ hours }: { hours: Hour[] }) {
  const t = useTranslations();
  const { instant, number } = useFormats();
  return (
    <details className={classes.fold}>
      <summary>{t('o1.hours.asTable')}</summary>
      <table className={tables.table} aria-labelledby="hours">
        <thead>
          <tr>
            <th scope="col">{t('o1.hours.from')}</th>
            <th scope="col" data-number>
              {t('o1.hours.changed')}
            </th>
            <th scope="col" data-number>
              {t('o1.hours.calls')}
            </th>
          </tr>
        </thead>
        <tbody>
          {hours.toReversed().map((hour) => (
            <tr key={hour.at}>
              <th scope="row">{instant(hour.at)}</th>
              <td data-number>{number(hour.changed)}</td>
              <td data-number>{number(hour.calls)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
