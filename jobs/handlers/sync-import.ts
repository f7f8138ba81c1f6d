import { asId } from '../../domain/ids.ts';
import type { JobOutcome, JobPayload } from '../../domain/jobs.ts';
import type { Context } from '../../server/services/context.ts';
import { runImport } from '../../server/services/sync/run-import.ts';

export function syncImport(
  ctx: Context,
  { organisationId, runId }: JobPayload<'sync.import'>,
): Promise<JobOutcome> {
  return runImport(ctx, asId(organisationId), runId);
}
