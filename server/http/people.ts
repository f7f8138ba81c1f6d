import { connectChosen } from '../services/connections/connect-chosen.ts';
import { readChoice } from '../services/connections/read-choice.ts';
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
  route(api, 'GET /consent-choices/:choice', ({ ctx, person, params }) =>
    readChoice(ctx, person, params.choice),
  );
  route(api, 'POST /consent-choices/:choice', ({ ctx, person, params, body }) =>
    connectChosen(ctx, person, { id: params.choice, companyIds: body.companyIds }),
  );
}
