import { Title } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { SyncJson } from '../../../domain/api/organisations.ts';
import { useFormats } from '../../ui/formats.ts';
import classes from '../../ui/table.module.css';
import { When } from '../../ui/when.tsx';
import { useKindNames } from './use-names.ts';

/** What the mirror holds, and when each kind was last read completely. */
export function KindsTable({ kinds }: { kinds: SyncJson['kinds'] }) {
  const t = useTranslations();
  const names = useKindNames();
  const { number } = useFormats();
  return (
    <section aria-labelledby="kinds">
      <Title order={2} size="h4" mb="xs" id="kinds">
        {t('o1.kindsTitle')}
      </Title>
      <table className={`${classes.table} ${classes.cards}`} aria-labelledby="kinds">
        <thead>
          <tr>
            <th scope="col">{t('o1.kind')}</th>
            <th scope="col" data-number>
              {t('o1.records')}
            </th>
            <th scope="col">{t('o1.lastRead')}</th>
          </tr>
        </thead>
        <tbody>
          {kinds.map(({ kind, records, syncedAt }) => (
            <tr key={kind}>
              <th scope="row" data-label={t('o1.kind')}>
                {names[kind]}
              </th>
              <td data-label={t('o1.records')} data-number>
                {number(records)}
              </td>
              <td data-label={t('o1.lastRead')}>
                {syncedAt === null ? t('o1.notYet') : <When at={syncedAt} />}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
