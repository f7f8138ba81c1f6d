import { readMe } from '../services/sign-in/me.ts';
import { listSystems } from '../services/sign-in/systems.ts';
import { route, type Api } from './route.ts';
import { endSession } from './session.ts';

export function peopleRoutes(api: Api): void {
  route(api, 'GET /systems', ({ ctx }) => Promise.resolve(listSystems(ctx)));
  route(api, 'GET /me', async ({ ctx, person, request }) => ({
    ...(await readMe(ctx, person)),
    csrfToken: request.session.csrfToken ?? '',
  }));
  route(api, 'POST /me/sign-out', async ({ ctx, request, response }) => {
    await endSession(ctx, request, response);
    return {};
  });
}
