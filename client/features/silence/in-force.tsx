import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { SilenceRow } from '../../../domain/api/silence.ts';
import { read } from '../../api/read.ts';
import { DisputeDialog } from './dispute-dialog.tsx';
import { RowActions } from './row-actions.tsx';
import type { SilencedInvoice } from './silenced-invoice.ts';
import { useSilenceSentence } from './words.ts';

interface InForceProps {
  org: string;
  invoice: SilencedInvoice;
  editable: boolean;
}

/** What keeps reminders for this invoice back because a person said so, each with what ends it. Nothing while there is none. */
export function InForce({ org, invoice, editable }: InForceProps) {
  const t = useTranslations();
  const { data } = useQuery(silenceQuery(org, invoice.id));
  if (!data) return null;
  const { rows, promises, todayOn } = data;
  const hasCounts = promises.kept + promises.broken > 0;
  if (rows.length === 0 && !hasCounts) return null;
  return (
    <section aria-label={t('silence.inForce')}>
      <Stack gap="xs" mb="md">
        {rows.map((row) => (
          <Alert key={row.id} variant="light" color="yellow" p="xs">
            <Group justify="space-between" align="start">
              <Entry row={row} todayOn={todayOn} />
              {editable && (
                <Group gap="xs">
                  {row.kind === 'dispute' && (
                    <ChangeDispute org={org} invoice={invoice} row={row} todayOn={todayOn} />
                  )}
                  <RowActions org={org} row={row} todayOn={todayOn} />
                </Group>
              )}
            </Group>
          </Alert>
        ))}
        {hasCounts && (
          <Text size="sm" c="dimmed">
            {t('silence.promises', promises)}
          </Text>
        )}
      </Stack>
    </section>
  );
}

export const silenceQuery = (org: string, invoice: string) =>
  read('GET /o/:org/invoices/:invoice/silence', { params: { org, invoice } });

function Entry({ row, todayOn }: { row: SilenceRow; todayOn: string }) {
  const t = useTranslations();
  const sentence = useSilenceSentence();
  const isOver = row.untilOn !== null && row.untilOn < todayOn;
  return (
    <div>
      <Text fw={600}>{sentence(row)}</Text>
      {isOver && <Text size="sm">{t('silence.over')}</Text>}
      <Text size="sm">
        {row.owner
          ? t('silence.byOwner', { by: row.by, owner: row.owner })
          : t('silence.by', { by: row.by })}
        {row.reason !== '' && ` · ${row.reason}`}
      </Text>
    </div>
  );
}

interface ChangeDisputeProps {
  org: string;
  invoice: SilencedInvoice;
  row: SilenceRow;
  todayOn: string;
}

function ChangeDispute({ org, invoice, row, todayOn }: ChangeDisputeProps) {
  const t = useTranslations();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button variant="default" size="compact-md" onClick={() => setOpen(true)}>
        {t('silence.changeDispute')}
      </Button>
      {isOpen && (
        <DisputeDialog
          org={org}
          invoice={invoice}
          open={row}
          todayOn={todayOn}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
