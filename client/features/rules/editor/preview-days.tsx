import { Text, Title } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { SendDay } from '../../../../domain/api/rules.ts';
import { useFormats } from '../../../ui/formats.ts';
import classes from './editor.module.css';

/** The next days on which something leaves: how many invoices, how much. */
export function PreviewDays({ days, todayOn }: { days: readonly SendDay[]; todayOn: string }) {
  const t = useTranslations();
  const { day, money } = useFormats();
  return (
    <div>
      <Title order={2} size="h4">
        {t('r2.nextSends')}
      </Title>
      {days.length === 0 ? (
        <Text c="dimmed">{t('r2.laterNone')}</Text>
      ) : (
        <table className={classes.sends}>
          <caption className="visually-hidden">{t('r2.nextSends')}</caption>
          <thead className="visually-hidden">
            <tr>
              <th scope="col">{t('r2.sendsDay')}</th>
              <th scope="col">{t('r1.matches')}</th>
              <th scope="col">{t('r2.sendsAmount')}</th>
            </tr>
          </thead>
          <tbody>
            {days.map(({ on, customers, invoices, amounts }) => (
              <tr key={on}>
                <th scope="row">{on === todayOn ? t('r2.today') : day(on)}</th>
                <td>{t('r1.matchesNow', { customers, invoices })}</td>
                <td className="number">
                  {amounts.map(({ minor, currency }) => (
                    <div key={currency}>{money(minor, currency)}</div>
                  ))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}
