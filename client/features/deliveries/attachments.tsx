import { Code, Title } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { DeliveryJson } from '../../../domain/api/invoices.ts';
import { useFormats } from '../../ui/formats.ts';
import classes from '../../ui/table.module.css';

export function Attachments({ attachments }: { attachments: DeliveryJson['attachments'] }) {
  const t = useTranslations();
  const { number } = useFormats();
  if (attachments.length === 0) return null;
  return (
    <section>
      <Title order={3} size="h5">
        {t('w4.attachments')}
      </Title>
      <table className={`${classes.table} ${classes.cards}`}>
        <caption className="visually-hidden">{t('w4.attachments')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('w4.fileName')}</th>
            <th scope="col" data-number>
              {t('w4.fileSize')}
            </th>
            <th scope="col">{t('w4.checksum')}</th>
          </tr>
        </thead>
        <tbody>
          {attachments.map((file) => (
            <tr key={file.fileName}>
              <th scope="row">{file.fileName}</th>
              <td data-label={t('w4.fileSize')} data-number>
                {t('w4.kilobytes', {
                  size: number(Math.max(1, Math.round(file.sizeBytes / 1000))),
                })}
              </td>
              <td data-label={t('w4.checksum')}>
                <Code style={{ overflowWrap: 'anywhere' }}>{file.sha256}</Code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
