import { Button } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import type { LookupInvoice, LookupRow } from '../../../../domain/api/rules.ts';
import { gateSentence } from '../../../../domain/gates/sentences.ts';
import { useFormats } from '../../../ui/formats.ts';
import classes from '../rules.module.css';

interface LookupInvoicesProps {
  row: LookupRow;
  why: (invoice: string, rule: string) => ReactNode;
}

/** The customer's open invoices for one rule; each opens to its gates. */
export function LookupInvoices({ row, why }: LookupInvoicesProps) {
  const [opened, setOpened] = useState<string | null>(null);
  return (
    <ul className={classes.invoices}>
      {row.invoices.map((invoice) => (
        <Line
          key={invoice.invoiceId}
          invoice={invoice}
          opened={opened === invoice.invoiceId}
          onToggle={() => setOpened(opened === invoice.invoiceId ? null : invoice.invoiceId)}
        >
          {why(invoice.invoiceId, row.ruleId)}
        </Line>
      ))}
    </ul>
  );
}

interface LineProps {
  invoice: LookupInvoice;
  opened: boolean;
  onToggle: () => void;
  children: ReactNode;
}

function Line({ invoice, opened, onToggle, children }: LineProps) {
  const t = useTranslations();
  const locale = useLocale();
  const { day, money } = useFormats();
  const number = invoice.invoiceNumber ?? t('w3.noNumber');
  const words =
    invoice.onDate === null
      ? invoice.gate && gateSentence(invoice.gate, locale)
      : t('r3.messageOn', { on: day(invoice.onDate) });
  return (
    <li>
      {number} · {money(invoice.open.minor, invoice.open.currency)} · {words}
      <Button
        variant="subtle"
        size="compact-md"
        ms="xs"
        aria-expanded={opened}
        aria-label={t('r3.whyInvoice', { number })}
        onClick={onToggle}
      >
        {t('r3.why')}
      </Button>
      {opened && children}
    </li>
  );
}
