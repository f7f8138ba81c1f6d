import { Anchor, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleX, IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import type { FindingJson } from '../../../domain/api/rules.ts';
import { findingWords } from '../../../domain/rules/lint/sentences.ts';
import classes from './findings.module.css';

const icons = { error: IconCircleX, warning: IconAlertTriangle, note: IconInfoCircle };

interface FindingLineProps {
  finding: FindingJson;
  /** Leads to the place that it is about. */
  action: ReactNode;
}

/** One thing that the linter found: how bad, what, and what to do. */
export function FindingLine({ finding, action }: FindingLineProps) {
  const t = useTranslations();
  const { says, todo } = findingWords(finding, useLocale());
  const Icon = icons[finding.severity];
  const names = {
    error: t('r1.check.error'),
    warning: t('r1.check.warning'),
    note: t('r1.check.note'),
  };
  return (
    <li className={classes.finding} data-severity={finding.severity}>
      <Icon size={18} aria-hidden="true" />
      <div>
        <strong>{names[finding.severity]}</strong>{' '}
        {finding.ruleName !== null && (
          <span>{t('r1.check.about', { rule: finding.ruleName })}</span>
        )}
        <div>{says}</div>
        <Text size="sm" c="dimmed">
          {todo} {action}
        </Text>
      </div>
    </li>
  );
}

/** A link that moves the focus instead of opening an address. */
export function ShowLink({ label, onShow }: { label: string; onShow: () => void }) {
  const t = useTranslations();
  return (
    <Anchor component="button" type="button" size="sm" aria-label={label} onClick={onShow}>
      {t('r2.show')}
    </Anchor>
  );
}
