import { endpoints } from '../../../domain/api/endpoints.ts';
import {
  moveMessages,
  sendNow,
  skipMessages,
  takeBack,
  undoSendNow,
} from '../../services/upcoming/choose.ts';
import { compareDraft, whatIfPaid } from '../../services/upcoming/compare.ts';
import { listUpcoming } from '../../services/upcoming/list.ts';
import { showUpcoming } from '../../services/upcoming/message.ts';
import { sendMessagePage } from '../message-page.ts';
import { memberGet, route, type Api } from '../route.ts';

export function upcomingRoutes(api: Api): void {
  route(api, 'GET /o/:org/upcoming', ({ ctx, member, query }) => listUpcoming(ctx, member, query));
  route(api, 'POST /o/:org/upcoming/compare', ({ ctx, member, body }) =>
    compareDraft(ctx, member, body),
  );
  route(api, 'POST /o/:org/upcoming/what-if', ({ ctx, member, body }) =>
    whatIfPaid(ctx, member, body),
  );
  choiceRoutes(api);
  messageRoutes(api);
}

function choiceRoutes(api: Api): void {
  route(api, 'POST /o/:org/upcoming/skip', ({ ctx, member, body }) =>
    skipMessages(ctx, member, body.messages),
  );
  route(api, 'POST /o/:org/upcoming/move', ({ ctx, member, body }) =>
    moveMessages(ctx, member, body),
  );
  route(api, 'POST /o/:org/upcoming/take-back', ({ ctx, member, body }) =>
    takeBack(ctx, member, body.messages),
  );
  route(api, 'POST /o/:org/upcoming/send-now', ({ ctx, member, body }) =>
    sendNow(ctx, member, body.deliveryIds),
  );
  route(api, 'POST /o/:org/upcoming/undo-send-now', ({ ctx, member, body }) =>
    undoSendNow(ctx, member, body.deliveryIds),
  );
}

function messageRoutes(api: Api): void {
  route(api, 'GET /o/:org/upcoming/message', ({ ctx, member, query }) =>
    showUpcoming(ctx, member, query),
  );
  memberGet(api, '/upcoming/message/frame', async ({ ctx, member, request, response }) => {
    const query = endpoints['GET /o/:org/upcoming/message'].query.parse(request.query);
    sendMessagePage(response, (await showUpcoming(ctx, member, query)).html);
  });
}
