import { Text, Title } from '@mantine/core';
import { useLocale, useTranslations } from 'use-intl';
import type { PreviewExcluded as Excluded } from '../../../../domain/api/rules.ts';
import { gateName, gateSentence } from '../../../../domain/gates/sentences.ts';
import { useFormats } from '../../../ui/formats.ts';
import classes from './editor.module.css';

interface PreviewExcludedProps {
  excluded: Excluded[];
  /** The list may be cut; this is the whole number. */
  total: number;
}

/** Invoices that get nothing, by the gate that decided, each with its reason in words. */
export function PreviewExcluded({ excluded, total }: PreviewExcludedProps) {
  const t = useTranslations();
  const locale = useLocale();
  const groups = groupByGate(excluded);
  return (
    <div>
      <Title order={2} size="h4">
        {t('r2.excluded', { count: total })}
      </Title>
      {excluded.length === 0 && <Text c="dimmed">{t('r2.excludedNone')}</Text>}
      {groups.map(([gate, rows]) => (
        <details key={gate} className={classes.group}>
          <summary>
            {t('r2.excludedGroup', { gate: gateName(gate, locale), count: rows.length })}
          </summary>
          <ul className={classes.lines}>
            {rows.map((row) => (
              <ExcludedLine key={row.invoiceId} row={row} />
            ))}
          </ul>
        </details>
      ))}
      {total > excluded.length && (
        <Text size="sm" c="dimmed">
          {t('r2.cut', { shown: excluded.length, total })}
        </Text>
      )}
    </div>
  );
}

type Gate = Excluded['gate']['gate'];

function groupByGate(excluded: Excluded[]): [Gate, Excluded[]][] {
  const groups = new Map<Gate, Excluded[]>();
  for (const row of excluded) {
    const group = groups.get(row.gate.gate);
    if (group) group.push(row);
    else groups.set(row.gate.gate, [row]);
  }
  return [...groups];
}

function ExcludedLine({ row }: { row: Excluded }) {
  const t = useTranslations();
  const locale = useLocale();
  const { money } = useFormats();
  return (
    <li>
      <div className={classes.lineHead}>
        <span>
          {row.invoiceNumber ?? t('w3.noNumber')} · {row.customerName ?? t('w3.noCustomer')}
        </span>
        <span className="number">{money(row.open.minor, row.open.currency)}</span>
      </div>
      <Text size="sm" c="dimmed">
        {gateSentence(row.gate, locale)}
      </Text>
    </li>
  );
}
