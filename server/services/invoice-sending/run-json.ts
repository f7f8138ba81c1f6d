import type { z } from 'zod';
import type { SendingRunJson } from '../../../domain/api/sending-runs.ts';
import type { findSendingRun } from '../../db/sending-runs.ts';

type CountedRun = NonNullable<Awaited<ReturnType<typeof findSendingRun>>>;

export function toRunJson(run: CountedRun): z.input<typeof SendingRunJson> {
  const { waiting, sent, refused, unknown, cancelled, leftOut } = run;
  return {
    id: run.id,
    kind: run.wanted === 'due' ? 'automatic' : 'by-hand',
    requestedBy: run.requestedBy,
    requestedAt: run.requestedAt.toISOString(),
    leavesAt: run.leavesAt.toISOString(),
    total:
      run.wanted === 'due' ? waiting + sent + refused + unknown + cancelled + leftOut : run.total,
    isPrepared: run.preparedAt !== null,
    cancelledAt: run.cancelledAt?.toISOString() ?? null,
    cancelledBy: run.cancelledBy,
    counts: { waiting, sent, refused, unknown, cancelled, leftOut },
  };
}
