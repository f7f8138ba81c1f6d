import { Button, Group } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';

interface LoadMoreProps {
  hasNext: boolean;
  busy: boolean;
  onMore: () => void;
}

/** Fetches the next page two screens ahead; the button is there for keyboards and for when that does not happen. */
export function LoadMore({ hasNext, busy, onMore }: LoadMoreProps) {
  const t = useTranslations();
  const place = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const element = place.current;
    if (!element || !hasNext || busy) return;
    const watcher = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) onMore();
      },
      { rootMargin: '200% 0px' },
    );
    watcher.observe(element);
    return () => watcher.disconnect();
  }, [hasNext, busy, onMore]);

  if (!hasNext) return null;
  return (
    <Group justify="center" mt="md" ref={place}>
      <Button variant="default" loading={busy} onClick={onMore}>
        {t('common.loadMore')}
      </Button>
    </Group>
  );
}
