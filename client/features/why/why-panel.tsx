import { Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import type { GateName } from '../../../domain/gates/gate.ts';
import { read } from '../../api/read.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { LateSkeleton } from '../../ui/late-skeleton.tsx';
import { RuleVerdict } from './rule-verdict.tsx';

interface WhyPanelProps {
  org: string;
  invoice: string;
  /** Only this rule; all of them without it. */
  rule?: string;
  /** What a person can do at once about a gate that holds; null when nothing. */
  actionFor: (gate: GateName) => ReactNode;
}

/** Why this invoice is reminded or not: every rule, every gate (ux 4.7). */
export function WhyPanel({ org, invoice, rule, actionFor }: WhyPanelProps) {
  const t = useTranslations();
  const { data, error, refetch } = useQuery(
    read('GET /o/:org/invoices/:invoice/why', { params: { org, invoice } }),
  );
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <LateSkeleton rows={6} />;
  if (data.rules.length === 0) return <EmptyState>{t('w4.noRules')}</EmptyState>;
  const shown = data.rules.filter(({ ruleId }) => rule === undefined || ruleId === rule);
  return (
    <Stack>
      {shown.map((one) => (
        <RuleVerdict key={one.ruleId} rule={one} actionFor={actionFor} />
      ))}
    </Stack>
  );
}
