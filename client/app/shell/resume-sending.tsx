import { Button } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { OrganisationJson } from '../../../domain/api/organisations.ts';
import { mayRun } from '../../ui/rights.ts';
import { useToasts } from '../../ui/toast.ts';
import { useChange } from '../../ui/use-change.ts';

/** Sends again after a mass bounce (E57), for those who may. */
export function ResumeSending({ organisation: { id, role } }: { organisation: OrganisationJson }) {
  const t = useTranslations();
  const { done } = useToasts();
  const resume = useChange('POST /o/:org/sending/resume', {
    refresh: ['GET /o/:org', 'GET /o/:org/activity', 'GET /o/:org/upcoming'],
    onDone: () => done(t('shell.banner.resumed')),
  });
  if (!mayRun(role)) return null;
  return (
    <Button
      size="compact-md"
      loading={resume.isPending}
      onClick={() => resume.mutate({ params: { org: id } })}
    >
      {t('shell.banner.resume')}
    </Button>
  );
}
