import { useTranslations } from 'use-intl';
import type { SyncJson } from '../../../domain/api/organisations.ts';
import { Fact, Facts } from '../../ui/facts.tsx';
import { useFormats } from '../../ui/formats.ts';

/** When mirror and books were compared, when they will be again, and what waits to be read. */
export function Checks({ sync }: { sync: SyncJson }) {
  const t = useTranslations();
  const { instant } = useFormats();
  const { checkedAt, nextCheckAt, waiting } = sync;
  return (
    <Facts>
      <Fact name={t('o1.checkedAt')}>
        {checkedAt === null ? t('o1.notYet') : instant(checkedAt)}
      </Fact>
      <Fact name={t('o1.nextCheckAt')}>
        {nextCheckAt === null ? t('o1.noCheckPlanned') : instant(nextCheckAt)}
      </Fact>
      <Fact name={t('o1.waitingRecords')}>{t('o1.waitingCount', { count: waiting })}</Fact>
    </Facts>
  );
}
