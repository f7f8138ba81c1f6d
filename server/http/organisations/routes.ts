import { disconnect } from '../../services/connections/disconnect.ts';
import { changeSettings } from '../../services/organisations/change.ts';
import { readOrganisation } from '../../services/organisations/read.ts';
import { requestSync } from '../../services/sync/request-sync.ts';
import { route, type Api } from '../route.ts';

export function organisationRoutes(api: Api): void {
  route(api, 'GET /o/:org', ({ ctx, member }) => readOrganisation(ctx, member));
  route(api, 'PATCH /o/:org', ({ ctx, member, body }) => changeSettings(ctx, member, body));
  route(api, 'POST /o/:org/sync', ({ ctx, member }) => requestSync(ctx, member));
  route(api, 'POST /o/:org/disconnect', async ({ ctx, member }) => {
    await disconnect(ctx, member);
    return readOrganisation(ctx, member);
  });
}
