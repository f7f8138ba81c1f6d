import { asId } from '../../domain/ids.ts';
import type { JobOutcome, JobPayload } from '../../domain/jobs.ts';
import type { Context } from '../../server/services/context.ts';
import { readRecords } from '../../server/services/sync/read-records.ts';

export function recordsSync(
  ctx: Context,
  { organisationId, kind, ids }: JobPayload<'records.sync'>,
): Promise<JobOutcome> {
  return readRecords(ctx, { organisationId: asId(organisationId), kind, ids });
}
