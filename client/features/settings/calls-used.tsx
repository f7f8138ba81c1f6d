import { Alert, Progress, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { OrganisationJson } from '../../../domain/api/organisations.ts';
import { useFormats } from '../../ui/formats.ts';
import classes from './calls-used.module.css';

interface CallsUsedProps {
  calls: NonNullable<OrganisationJson['connection']>['calls'];
  books: string;
}

/** Reads that the vendor counts. Used up, nothing can be read, so nothing may be sent. */
export function CallsUsed({ calls, books }: CallsUsedProps) {
  const t = useTranslations();
  const { monthOf, number } = useFormats();
  const { thisCompany, per, used, allowance, nearlyUsed } = calls;
  const month = monthOf(calls.month);
  const percent = used === null ? null : Math.min(100, Math.round(used * 100));
  const share =
    percent === null || allowance === null
      ? ''
      : t(per === 'day' ? 's2.calls.shareOfDay' : 's2.calls.share', {
          percent,
          allowance: number(allowance),
        });
  return (
    <div className={classes.calls}>
      <Text>{t('s2.calls.count', { month, calls: thisCompany })}</Text>
      {percent !== null && (
        <>
          <Progress.Root size="lg" mt={4}>
            <Progress.Section
              value={percent}
              color={nearlyUsed ? 'orange.8' : 'navy'}
              aria-label={t('s2.calls.name')}
              aria-valuetext={share}
            />
          </Progress.Root>
          <Text size="sm" c="dimmed">
            {share}
          </Text>
        </>
      )}
      {nearlyUsed && (
        <Alert color="yellow" variant="light" mt="xs" title={t('s2.calls.nearly')}>
          {t(per === 'day' ? 's2.calls.nearlyEffectOfDay' : 's2.calls.nearlyEffect', { books })}
        </Alert>
      )}
    </div>
  );
}
