import { Skeleton, Stack } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';

/** Nothing for 200 ms, then grey rows, after 3 s a sentence (ux 6.11). */
export function LateSkeleton({ rows = 12 }: { rows?: number }) {
  const t = useTranslations();
  const waited = useWaited();
  if (waited === 'short') return null;
  return (
    <Stack gap={8} role="status" aria-label={t('common.loading')}>
      {waited === 'long' && <p>{t('common.stillLoading')}</p>}
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} height={28} />
      ))}
    </Stack>
  );
}

function useWaited(): 'short' | 'visible' | 'long' {
  const [waited, setWaited] = useState<'short' | 'visible' | 'long'>('short');
  useEffect(() => {
    const visible = setTimeout(() => setWaited('visible'), 200);
    const long = setTimeout(() => setWaited('long'), 3000);
    return () => {
      clearTimeout(visible);
      clearTimeout(long);
    };
  }, []);
  return waited;
}
