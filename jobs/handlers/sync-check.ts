import { asId } from '../../domain/ids.ts';
import { runCheck } from '../../server/services/sync/run-check.ts';
import type { Handler } from '../run-job.ts';

export const syncCheck: Handler<'sync.check'> = (ctx, { organisationId, runId }) =>
  runCheck(ctx, asId(organisationId), runId);
