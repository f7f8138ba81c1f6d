import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import type { WhyJson } from '../../../domain/api/invoices.ts';
import { flipSentence, gateName, gateSentence } from '../../../domain/gates/sentences.ts';
import { VerdictIcon } from '../../ui/verdict-icon.tsx';
import { useFormats } from '../../ui/formats.ts';
import classes from './why.module.css';

interface GateLineProps {
  gate: WhyJson['rules'][number]['gates'][number];
  /** The first gate that did not let the invoice through. */
  decides: boolean;
  action: ReactNode;
}

export function GateLine({ gate, decides, action }: GateLineProps) {
  const t = useTranslations();
  const locale = useLocale();
  const { day } = useFormats();
  const answers = { pass: t('w4.pass'), skip: t('w4.skip'), hold: t('w4.hold') };
  const flip = flipSentence(gate, locale);
  return (
    <li className={classes.gate} data-verdict={gate.verdict} data-decides={decides || undefined}>
      <VerdictIcon verdict={gate.verdict} />
      <div>
        <strong>{gateName(gate.gate, locale)}</strong>{' '}
        <span className={classes.answer}>{answers[gate.verdict]}</span>
        <div>{gateSentence(gate, locale)}</div>
        {flip !== '' && (
          <Text size="sm" c="dimmed">
            {flip}
          </Text>
        )}
        {gate.untilOn !== undefined && (
          <Text size="sm" c="dimmed">
            {t('w4.looksAgain', { on: day(gate.untilOn) })}
          </Text>
        )}
        {action}
      </div>
    </li>
  );
}
