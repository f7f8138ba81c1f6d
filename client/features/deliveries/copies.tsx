import { Text, Title } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { DeliveryJson } from '../../../domain/api/invoices.ts';
import { copiesOf, type Copy } from '../../../domain/deliveries/copies.ts';
import { useCodeSentence } from '../../ui/sentences.ts';
import classes from '../../ui/table.module.css';
import { When } from '../../ui/when.tsx';
import { useFailureWords } from './failure-words.ts';
import { OutcomeMark } from './outcome-mark.tsx';

type Row = DeliveryJson['evidence'][number];

/** One line per recipient: how far their copy got, and why it did not get further (ux 4.6). */
export function Copies({ delivery }: { delivery: DeliveryJson }) {
  const t = useTranslations();
  const copies = copiesOf(delivery.recipients, delivery.evidence);
  if (delivery.evidence.length === 0 || copies.length === 0) return null;
  const hints = copies.some(({ openedAt, clickedAt }) => openedAt !== null || clickedAt !== null);
  return (
    <section>
      <Title order={3} size="h5">
        {t('w4.copies.title')}
      </Title>
      <table className={`${classes.table} ${classes.cards}`}>
        <caption className="visually-hidden">{t('w4.copies.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('w4.copies.recipient')}</th>
            <th scope="col">{t('w4.copies.state')}</th>
            <th scope="col">{t('w4.copies.accepted')}</th>
            <th scope="col">{t('w4.copies.delivered')}</th>
            <th scope="col">{t('w4.copies.opened')}</th>
            <th scope="col">{t('w4.copies.failed')}</th>
          </tr>
        </thead>
        <tbody>
          {copies.map((copy) => (
            <CopyLine key={copy.address} copy={copy} />
          ))}
        </tbody>
      </table>
      <Text size="sm" c="dimmed" mt={4}>
        {hints ? t('w4.copies.hint') : t('w4.copies.noHint')}
      </Text>
    </section>
  );
}

function CopyLine({ copy }: { copy: Copy<Row> }) {
  const t = useTranslations();
  return (
    <tr>
      <th scope="row" className={classes.long}>
        {copy.address}
      </th>
      <td data-label={t('w4.copies.state')}>
        <OutcomeMark outcome={copy.outcome} />
      </td>
      <td data-label={t('w4.copies.accepted')}>
        <Time at={copy.acceptedAt} />
      </td>
      <td data-label={t('w4.copies.delivered')}>
        <Time at={copy.deliveredAt} />
      </td>
      <td data-label={t('w4.copies.opened')}>
        <Time at={copy.openedAt} />
        {copy.clickedAt !== null && (
          <small>
            {t('w4.copies.clicked')} <When at={copy.clickedAt} />
          </small>
        )}
      </td>
      <td data-label={t('w4.copies.failed')}>
        <Failure copy={copy} />
      </td>
    </tr>
  );
}

function Time({ at }: { at: string | null }) {
  return at === null ? '–' : <When at={at} />;
}

function Failure({ copy: { failed, unwanted } }: { copy: Copy<Row> }) {
  const sentence = useCodeSentence();
  const reasonWords = useFailureWords();
  if (!failed && !unwanted) return '–';
  return (
    <div>
      {failed && (
        <>
          {reasonWords(failed.reason)}
          <small>
            <When at={failed.row.at} /> · {failed.row.raw}
          </small>
        </>
      )}
      {unwanted && (
        <>
          {sentence('evidence', unwanted.kind)}
          <small>
            <When at={unwanted.at} />
          </small>
        </>
      )}
    </div>
  );
}
