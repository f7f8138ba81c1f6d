import type { OrganisationId } from '../../domain/ids.ts';
import { prepareRun } from '../../server/services/invoice-sending/prepare-run.ts';
import type { Handler } from '../run-job.ts';

export const invoicesSend: Handler<'invoices.send'> = (ctx, { organisationId, runId }) =>
  prepareRun(ctx, organisationId as OrganisationId, runId);
