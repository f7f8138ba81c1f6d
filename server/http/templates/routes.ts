import { endpoints } from '../../../domain/api/endpoints.ts';
import { Bug } from '../../../domain/errors.ts';
import { listTemplates, previewMessage } from '../../services/templates/preview.ts';
import { memberOf, route, type Api } from '../route.ts';
import { allowMessageFrame } from '../security-headers.ts';
import { signedIn } from '../session.ts';

export function templateRoutes(api: Api): void {
  route(api, 'GET /o/:org/templates', () => Promise.resolve(listTemplates()));
  route(api, 'GET /o/:org/templates/preview', ({ ctx, member, query }) =>
    previewMessage(ctx, member, query),
  );
  api.router.get(
    '/o/:org/templates/preview/frame',
    signedIn(api.ctx),
    async (request, response) => {
      const member = await memberOf(api.ctx, request, response);
      const query = endpoints['GET /o/:org/templates/preview'].query.parse(request.query);
      if (!member) throw new Bug('route.no-organisation', 'this address names an organisation');
      const { html } = await previewMessage(api.ctx, member, query);
      allowMessageFrame(response);
      response.type('html').send(html);
    },
  );
}
