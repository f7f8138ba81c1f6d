import { Button, Group, Paper, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import type { FindingJson } from '../../../domain/api/rules.ts';
import { read } from '../../api/read.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { LateSkeleton } from '../../ui/late-skeleton.tsx';
import { FindingLine } from './finding-line.tsx';
import classes from './findings.module.css';

/** What is odd about the rules that are on (product.md 4, idea 21). */
export function RuleCheck({ org, onClose }: { org: string; onClose: () => void }) {
  const t = useTranslations();
  const { data, error, refetch } = useQuery(read('GET /o/:org/rules/check', { params: { org } }));
  return (
    <Paper withBorder p="md" component="section" aria-label={t('r1.check.title')}>
      <Group justify="space-between">
        <Title order={2} size="h4">
          {t('r1.check.title')}
        </Title>
        <Button variant="subtle" size="compact-md" onClick={onClose}>
          {t('r1.check.close')}
        </Button>
      </Group>
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <LateSkeleton rows={3} />}
      <Text role="status" c="dimmed">
        {data ? t('r1.check.count', { count: data.findings.length }) : ''}
      </Text>
      <ul className={classes.findings}>
        {data?.findings.map((finding) => (
          <FindingLine
            key={`${finding.ruleId} ${finding.code} ${finding.otherId} ${finding.field}`}
            finding={finding}
            action={<ToRule org={org} finding={finding} />}
          />
        ))}
      </ul>
    </Paper>
  );
}

function ToRule({ org, finding: { ruleId, ruleName } }: { org: string; finding: FindingJson }) {
  const t = useTranslations();
  if (ruleId === null) return null;
  return (
    <Link to="/o/$org/rules/$rule" params={{ org, rule: ruleId }}>
      {t('r1.check.open', { rule: ruleName ?? '' })}
    </Link>
  );
}
