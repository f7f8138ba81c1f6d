import type { InvoiceId } from '../../../domain/ids.ts';
import { listActivityPage } from '../../services/activity/list.ts';
import { liftAddress } from '../../services/evidence/lift-suppression.ts';
import { resolveUnknown } from '../../services/deliveries/unknown.ts';
import { listInvoicePage } from '../../services/invoices/list.ts';
import { readMessage } from '../../services/invoices/read-message.ts';
import { readInvoicePdf } from '../../services/invoices/read-pdf.ts';
import { readInvoice } from '../../services/invoices/read.ts';
import { sendMessagePage } from '../message-page.ts';
import { memberGet, route, type Api } from '../route.ts';
import { allowDocumentFrame } from '../security-headers.ts';
import { proofRoutes } from './proof.ts';

export function invoiceRoutes(api: Api): void {
  route(api, 'GET /o/:org/invoices', ({ ctx, member, query }) =>
    listInvoicePage(ctx, member, query),
  );
  route(api, 'GET /o/:org/invoices/:invoice', ({ ctx, member, params }) =>
    readInvoice(ctx, member, params.invoice as InvoiceId),
  );
  route(api, 'POST /o/:org/suppressed-addresses/lift', async ({ ctx, member, body }) => {
    await liftAddress(ctx, member, body);
    return {};
  });
  route(api, 'GET /o/:org/activity', ({ ctx, member, query }) =>
    listActivityPage(ctx, member, query),
  );
  route(api, 'POST /o/:org/deliveries/:delivery/resolve', async ({ ctx, member, params, body }) => {
    await resolveUnknown(ctx, member, params.delivery, body);
    return {};
  });
  fileRoutes(api);
  proofRoutes(api);
}

/** What a page shows in a frame: no JSON, so not among the endpoints. */
function fileRoutes(api: Api): void {
  memberGet(api, '/invoices/:invoice/pdf', async ({ ctx, member, params, response }) => {
    const pdf = await readInvoicePdf(ctx, member, params['invoice'] as InvoiceId);
    allowDocumentFrame(response);
    response.setHeader('Content-Disposition', `inline; filename="${pdf.fileName}"`);
    response.type('application/pdf').send(pdf.content);
  });
  memberGet(api, '/deliveries/:delivery/message', async ({ ctx, member, params, response }) => {
    const { html } = await readMessage(ctx, member, params['delivery'] ?? '');
    sendMessagePage(response, html);
  });
  memberGet(api, '/deliveries/:delivery/message.txt', async ({ ctx, member, params, response }) => {
    const { text } = await readMessage(ctx, member, params['delivery'] ?? '');
    sendMessagePage(response, text, 'text');
  });
}
