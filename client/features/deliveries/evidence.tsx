import { Code, Title } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { DeliveryJson } from '../../../domain/api/invoices.ts';
import { useCodeSentence } from '../../ui/sentences.ts';
import classes from '../../ui/table.module.css';
import { When } from '../../ui/when.tsx';

/** What the channel told us, with its own words. */
export function Evidence({ evidence }: { evidence: DeliveryJson['evidence'] }) {
  const t = useTranslations();
  const sentence = useCodeSentence();
  if (evidence.length === 0) return null;
  return (
    <section>
      <Title order={3} size="h5">
        {t('w4.evidence')}
      </Title>
      <table className={`${classes.table} ${classes.cards}`}>
        <caption className="visually-hidden">{t('w4.evidence')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('w4.evidenceKind')}</th>
            <th scope="col">{t('w4.evidenceAt')}</th>
            <th scope="col">{t('w4.evidenceSource')}</th>
            <th scope="col">{t('w4.evidenceRaw')}</th>
          </tr>
        </thead>
        <tbody>
          {evidence.map((one, index) => (
            <tr key={index}>
              <th scope="row" className={classes.long}>
                {sentence('evidence', one.kind) ?? one.kind}
              </th>
              <td data-label={t('w4.evidenceAt')}>
                <When at={one.at} />
              </td>
              <td data-label={t('w4.evidenceSource')}>
                {one.source === 'person' ? t('w4.evidenceByPerson') : one.source}
              </td>
              <td data-label={t('w4.evidenceRaw')}>
                <Code>{one.raw}</Code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
