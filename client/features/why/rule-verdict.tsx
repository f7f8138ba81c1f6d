import { Paper, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import type { WhyJson } from '../../../domain/api/invoices.ts';
import type { GateName } from '../../../domain/gates/gate.ts';
import { verdictTitle } from '../../../domain/gates/sentences.ts';
import { GateLine } from './gate-line.tsx';
import classes from './why.module.css';

interface RuleVerdictProps {
  rule: WhyJson['rules'][number];
  actionFor: (gate: GateName) => ReactNode;
}

/** One rule's answer about one invoice: the verdict as title, the gates in order, the one that decided stands out. */
export function RuleVerdict({ rule, actionFor }: RuleVerdictProps) {
  const t = useTranslations();
  const locale = useLocale();
  return (
    <Paper withBorder p="md" component="section">
      <Title order={2} size="h4">
        {verdictTitle(rule, locale)}
      </Title>
      <Text c="dimmed" mb="sm">
        {rule.stepDays === null
          ? t('w4.ruleVersionIs', { rule: rule.ruleName, version: rule.ruleVersion })
          : t('w4.ruleStep', {
              rule: rule.ruleName,
              version: rule.ruleVersion,
              days: rule.stepDays,
            })}
      </Text>
      <ol className={classes.gates}>
        {rule.gates.map((gate) => (
          <GateLine
            key={gate.gate}
            gate={gate}
            decides={gate.gate === rule.decidedBy}
            action={gate.verdict === 'pass' ? null : actionFor(gate.gate)}
          />
        ))}
      </ol>
    </Paper>
  );
}
