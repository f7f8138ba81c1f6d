import type { InvoiceId } from '../../../domain/ids.ts';
import { cancelRun } from '../../services/invoice-sending/cancel-run.ts';
import {
  checkRecipients,
  listRecipients,
} from '../../services/invoice-sending/check-recipients.ts';
import { markSent } from '../../services/invoice-sending/mark-sent.ts';
import { listProblems, listRuns, readRun } from '../../services/invoice-sending/read-runs.ts';
import { requestRun } from '../../services/invoice-sending/request-run.ts';
import { retryRun } from '../../services/invoice-sending/retry-run.ts';
import { putBack } from '../../services/invoice-sending/send-again.ts';
import { route, type Api } from '../route.ts';

/** Invoices that Dunlin sends itself, and the runs that send them. */
export function invoiceSendingRoutes(api: Api): void {
  route(api, 'POST /o/:org/invoices/mark-sent', ({ ctx, member, body }) =>
    markSent(ctx, member, body),
  );
  route(api, 'POST /o/:org/invoices/check-recipients', ({ ctx, member, body }) =>
    checkRecipients(ctx, member, body),
  );
  route(api, 'POST /o/:org/invoices/recipients', ({ ctx, member, body }) =>
    listRecipients(ctx, member, body),
  );
  route(api, 'POST /o/:org/invoices/send', ({ ctx, member, body }) =>
    requestRun(ctx, member, body),
  );
  route(api, 'POST /o/:org/invoices/:invoice/put-back', async ({ ctx, member, params }) => {
    await putBack(ctx, member, params.invoice as InvoiceId);
    return {};
  });
  route(api, 'GET /o/:org/sending-runs', ({ ctx, member, query }) => listRuns(ctx, member, query));
  route(api, 'GET /o/:org/sending-runs/:run', ({ ctx, member, params }) =>
    readRun(ctx, member, params.run),
  );
  route(api, 'GET /o/:org/sending-runs/:run/problems', ({ ctx, member, params, query }) =>
    listProblems(ctx, member, params.run, query),
  );
  route(api, 'POST /o/:org/sending-runs/:run/cancel', ({ ctx, member, params }) =>
    cancelRun(ctx, member, params.run),
  );
  route(api, 'POST /o/:org/sending-runs/:run/retry', ({ ctx, member, params }) =>
    retryRun(ctx, member, params.run),
  );
}
