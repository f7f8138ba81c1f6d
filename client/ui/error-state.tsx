import { Alert, Button, Stack, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { ApiError } from '../api/problem.ts';

interface ErrorStateProps {
  error: unknown;
  onRetry?: () => void;
}

/** What happened, what it means for mail, what to do, and the id to name when asking for help (ux 6.13). */
export function ErrorState({ error, onRetry }: ErrorStateProps) {
  const t = useTranslations();
  const words = useProblemWords(error);
  return (
    <Alert color="red" variant="outline" role="alert" title={words.title}>
      <Stack gap={4} align="flex-start">
        {words.effect !== '' && <Text>{words.effect}</Text>}
        {words.remedy !== '' && <Text>{words.remedy}</Text>}
        {words.requestId !== '' && (
          <Text size="sm" c="dimmed">
            {t('common.requestId', { id: words.requestId })}
          </Text>
        )}
        {onRetry && (
          <Button variant="default" mt={4} onClick={onRetry}>
            {t('common.tryAgain')}
          </Button>
        )}
      </Stack>
    </Alert>
  );
}

/** The server's words for a problem, or ours when no answer came. */
export function useProblemWords(error: unknown) {
  const t = useTranslations();
  if (error instanceof ApiError && error.problem) return error.problem;
  if (error instanceof ApiError && error.status === 0)
    return {
      title: t('common.offline.title'),
      effect: t('common.offline.effect'),
      remedy: t('common.offline.remedy'),
      requestId: '',
    };
  return {
    title: t('common.broken.title'),
    effect: t('common.broken.effect'),
    remedy: t('common.broken.remedy'),
    requestId: '',
  };
}
