import type { OrganisationId } from '../../domain/ids.ts';
import { applyWriteBack } from '../../server/services/write-back/apply.ts';
import type { Handler } from '../run-job.ts';

export const writeBackApply: Handler<'write-back.apply'> = (ctx, { organisationId, writeBackId }) =>
  applyWriteBack(ctx, organisationId as OrganisationId, writeBackId);
