import { Button, NativeSelect, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { BodyOf } from '../../../../domain/api/endpoints.ts';
import type { RuleSettings } from '../../../../domain/rules/rule.ts';
import { read } from '../../../api/read.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { ErrorState } from '../../../ui/error-state.tsx';
import { LateSkeleton } from '../../../ui/late-skeleton.tsx';
import { ComparisonList } from '../../../ui/comparison-list.tsx';

interface CompareLiveProps {
  org: string;
  ruleId: string | null;
  settings: RuleSettings;
  valid: boolean;
}

/** What the draft would change in the messages of the days ahead: added, gone, moved (idea 3). Nothing is stored or sent. */
export function CompareLive(props: CompareLiveProps) {
  const t = useTranslations();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button variant="default" disabled={!props.valid} onClick={() => setOpen(true)}>
        {t('r2.compareLive')}
      </Button>
      <Dialog opened={isOpen} size="lg" title={t('r2.compareTitle')} onClose={() => setOpen(false)}>
        <Comparison {...props} />
      </Dialog>
    </>
  );
}

type Span = BodyOf<'POST /o/:org/upcoming/compare'>['days'];

function Comparison({ org, ruleId, settings }: CompareLiveProps) {
  const t = useTranslations();
  const [days, setDays] = useState<Span>('30');
  const { data, error, refetch } = useQuery(
    read('POST /o/:org/upcoming/compare', { params: { org }, body: { ruleId, settings, days } }),
  );
  return (
    <Stack>
      <Text size="sm">{t('r2.compareNote')}</Text>
      <NativeSelect
        label={t('w5.period')}
        value={days}
        data={[
          { value: '7', label: t('w5.period7') },
          { value: '30', label: t('w5.period30') },
          { value: '90', label: t('w5.period90') },
        ]}
        onChange={(event) => setDays(event.currentTarget.value as Span)}
      />
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <LateSkeleton rows={3} />}
      {data && (
        <div>
          <p role="status">{t('r2.compareTotals', data.totals)}</p>
          <ComparisonList comparison={data} />
        </div>
      )}
    </Stack>
  );
}
