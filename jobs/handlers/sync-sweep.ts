import { asId } from '../../domain/ids.ts';
import type { JobOutcome, JobPayload } from '../../domain/jobs.ts';
import type { Context } from '../../server/services/context.ts';
import { runSweep } from '../../server/services/sync/run-sweep.ts';

export function syncSweep(
  ctx: Context,
  { organisationId }: JobPayload<'sync.sweep'>,
): Promise<JobOutcome> {
  return runSweep(ctx, asId(organisationId));
}
