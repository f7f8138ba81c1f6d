import { asId } from '../../domain/ids.ts';
import { readNamed } from '../../server/services/sync/read-records.ts';
import type { Handler } from '../run-job.ts';

export const recordsSync: Handler<'records.sync'> = (ctx, { organisationId }) =>
  readNamed(ctx, asId(organisationId));
