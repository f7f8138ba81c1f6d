import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useId, useState, type ReactNode } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import type { LookupRow } from '../../../../domain/api/rules.ts';
import { gateSentence } from '../../../../domain/gates/sentences.ts';
import { useFormats } from '../../../ui/formats.ts';
import { useRuleNames } from '../rule-names.ts';
import classes from '../rules.module.css';
import { LookupInvoices } from './lookup-invoices.tsx';

interface LookupLineProps {
  org: string;
  row: LookupRow;
  why: (invoice: string, rule: string) => ReactNode;
}

/** One rule's answer for the customer; opens to its invoices. */
export function LookupLine({ org, row, why }: LookupLineProps) {
  const t = useTranslations();
  const names = useRuleNames();
  const id = useId();
  const [opened, setOpened] = useState(false);
  const answers = { yes: t('r3.yes'), later: t('r3.later'), no: t('r3.no') };
  return (
    <>
      <tr className={row.applies === 'yes' ? undefined : (classes.out ?? '')}>
        <th scope="row" data-label={t('r3.rule')}>
          <Link to="/o/$org/rules/$rule" params={{ org, rule: row.ruleId }}>
            {row.ruleName}
          </Link>
          <small>{names.kind(row)}</small>
        </th>
        <td data-label={t('r3.applies')}>{answers[row.applies]}</td>
        <td data-label={t('r3.reason')}>{useReasonWords(row)}</td>
        <td data-label={t('r3.next')}>{useNextWords(row)}</td>
        <td data-label={t('r3.touched')}>{t('r3.invoices', { count: row.touched })}</td>
        <td data-label={t('r1.actions')}>
          {row.invoices.length > 0 && (
            <Button
              variant="subtle"
              size="compact-md"
              aria-expanded={opened}
              aria-controls={id}
              aria-label={t('r3.whyOf', { rule: row.ruleName })}
              onClick={() => setOpened(!opened)}
            >
              {t('r3.why')}
            </Button>
          )}
        </td>
      </tr>
      {opened && (
        <tr id={id}>
          <td colSpan={6}>
            <LookupInvoices row={row} why={why} />
          </td>
        </tr>
      )}
    </>
  );
}

function useReasonWords({ applies, gate }: LookupRow): string {
  const t = useTranslations();
  const locale = useLocale();
  if (gate) return gateSentence(gate, locale);
  return applies === 'yes' ? t('r3.goesOut') : t('r3.nothingOpen');
}

function useNextWords({ type, next }: LookupRow): string {
  const t = useTranslations();
  const { day } = useFormats();
  if (next === null) return '–';
  const on = day(next.onDate);
  if (type !== 'due') return on;
  return t('r3.nextStep', { number: next.stepNumber, days: next.days, on });
}
