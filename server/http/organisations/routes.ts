import { listHolidayPlaces, listHolidays } from '../../services/calendar/list-holidays.ts';
import { disconnect } from '../../services/connections/disconnect.ts';
import { changeSettings } from '../../services/organisations/change.ts';
import { confirmReconciled } from '../../services/freshness/confirm-reconciled.ts';
import { readOrganisation } from '../../services/organisations/read.ts';
import { resumeSending } from '../../services/organisations/resume-sending.ts';
import { checkSender } from '../../services/sender/check.ts';
import { readSender } from '../../services/sender/read.ts';
import { listSyncRuns } from '../../services/sync/list-runs.ts';
import { readSync } from '../../services/sync/read-sync.ts';
import { requestSync } from '../../services/sync/request-sync.ts';
import { route, type Api } from '../route.ts';

export function organisationRoutes(api: Api): void {
  route(api, 'GET /o/:org', ({ ctx, member }) => readOrganisation(ctx, member));
  route(api, 'PATCH /o/:org', ({ ctx, member, body }) => changeSettings(ctx, member, body));
  route(api, 'GET /o/:org/holiday-places', ({ member, query }) => listHolidayPlaces(member, query));
  route(api, 'GET /o/:org/holidays', ({ ctx, member, query }) => listHolidays(ctx, member, query));
  route(api, 'GET /o/:org/sender', ({ ctx, member }) => readSender(ctx, member));
  route(api, 'POST /o/:org/sender/check', ({ ctx, member }) => checkSender(ctx, member));
  route(api, 'GET /o/:org/sync', ({ ctx, member }) => readSync(ctx, member));
  route(api, 'GET /o/:org/sync/runs', ({ ctx, member, query }) => listSyncRuns(ctx, member, query));
  route(api, 'POST /o/:org/sync', ({ ctx, member, body }) => requestSync(ctx, member, body));
  route(api, 'POST /o/:org/reconciled', async ({ ctx, member }) => {
    await confirmReconciled(ctx, member);
    return readSync(ctx, member);
  });
  route(api, 'POST /o/:org/sending/resume', async ({ ctx, member }) => {
    await resumeSending(ctx, member);
    return readOrganisation(ctx, member);
  });
  route(api, 'POST /o/:org/disconnect', async ({ ctx, member }) => {
    await disconnect(ctx, member);
    return readOrganisation(ctx, member);
  });
}
