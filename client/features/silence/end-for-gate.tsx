import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { SilenceRow } from '../../../domain/api/silence.ts';
import { silenceQuery } from './in-force.tsx';
import { RowActions } from './row-actions.tsx';

interface EndForGateProps {
  org: string;
  invoice: string;
  gate: 'snooze' | 'promise' | 'dispute';
}

const kinds: Record<EndForGateProps['gate'], SilenceRow['kind'][]> = {
  snooze: ['organisation', 'customer', 'invoice'],
  promise: ['promise'],
  dispute: ['dispute'],
};

/** Beside a gate that holds because of a person's word: what ends it (ux 4.7). */
export function EndForGate({ org, invoice, gate }: EndForGateProps) {
  const { data } = useQuery(silenceQuery(org, invoice));
  const rows = data?.rows.filter(({ kind }) => kinds[gate].includes(kind)) ?? [];
  return (
    <Stack gap={4} align="start" mt={4}>
      {rows.map((row) => (
        <RowActions key={row.id} org={org} row={row} todayOn={data?.todayOn ?? ''} />
      ))}
    </Stack>
  );
}
