import type { InvoiceId } from '../../domain/ids.ts';
import { changeDispute, closeDispute, openDispute } from '../services/silence/dispute.ts';
import { listSilencePage, readInvoiceSilence } from '../services/silence/list.ts';
import { endMute, extendMute, muteReminders } from '../services/silence/mute.ts';
import { recordPromise, withdrawPromise } from '../services/silence/promise.ts';
import { route, type Api } from './route.ts';

export function silenceRoutes(api: Api): void {
  route(api, 'GET /o/:org/silences', ({ ctx, member, query }) =>
    listSilencePage(ctx, member, query),
  );
  route(api, 'GET /o/:org/invoices/:invoice/silence', ({ ctx, member, params }) =>
    readInvoiceSilence(ctx, member, params.invoice as InvoiceId),
  );
  muteRoutes(api);
  promiseRoutes(api);
  disputeRoutes(api);
}

function muteRoutes(api: Api): void {
  route(api, 'POST /o/:org/mutes', ({ ctx, member, body }) => muteReminders(ctx, member, body));
  route(api, 'PUT /o/:org/mutes/:mute', ({ ctx, member, params, body }) =>
    extendMute(ctx, member, params.mute, body),
  );
  route(api, 'POST /o/:org/mutes/:mute/end', async ({ ctx, member, params, body }) => {
    await endMute(ctx, member, params.mute, body.version);
    return {};
  });
}

function promiseRoutes(api: Api): void {
  route(api, 'POST /o/:org/invoices/:invoice/promises', ({ ctx, member, params, body }) =>
    recordPromise(ctx, member, params.invoice as InvoiceId, body),
  );
  route(api, 'POST /o/:org/promises/:promise/withdraw', async ({ ctx, member, params, body }) => {
    await withdrawPromise(ctx, member, params.promise, body.version);
    return {};
  });
}

function disputeRoutes(api: Api): void {
  route(api, 'POST /o/:org/invoices/:invoice/disputes', ({ ctx, member, params, body }) =>
    openDispute(ctx, member, params.invoice as InvoiceId, body),
  );
  route(api, 'PUT /o/:org/disputes/:dispute', ({ ctx, member, params, body }) =>
    changeDispute(ctx, member, params.dispute, body),
  );
  route(api, 'POST /o/:org/disputes/:dispute/close', async ({ ctx, member, params, body }) => {
    await closeDispute(ctx, member, params.dispute, body.version);
    return {};
  });
}
