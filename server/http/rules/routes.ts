import type { InvoiceId, RuleId } from '../../../domain/ids.ts';
import { explainInvoice } from '../../services/decisions/explain.ts';
import { readOrganisation } from '../../services/organisations/read.ts';
import { forecastGoLive } from '../../services/reminders/go-live.ts';
import { release } from '../../services/reminders/release.ts';
import { switchReminders } from '../../services/reminders/switch.ts';
import {
  createRule,
  deleteRule,
  duplicateRule,
  saveRuleSettings,
  switchRule,
} from '../../services/rules/change.ts';
import { checkRules } from '../../services/rules/check.ts';
import { listDeleted, restoreRule } from '../../services/rules/deleted.ts';
import { listRulesWithMatches, readRule } from '../../services/rules/list.ts';
import { lookUpCustomer } from '../../services/rules/lookup.ts';
import { moveRule } from '../../services/rules/order.ts';
import { previewRule } from '../../services/rules/preview.ts';
import { listVersions, restoreVersion } from '../../services/rules/versions.ts';
import { route, type Api } from '../route.ts';

export function ruleRoutes(api: Api): void {
  route(api, 'GET /o/:org/rules', ({ ctx, member }) => listRulesWithMatches(ctx, member));
  route(api, 'POST /o/:org/rules', ({ ctx, member, body }) => createRule(ctx, member, body));
  route(api, 'POST /o/:org/rules/preview', ({ ctx, member, body }) =>
    previewRule(ctx, member, body),
  );
  lookingRoutes(api);
  route(api, 'GET /o/:org/rules/:rule', ({ ctx, member, params }) =>
    readRule(ctx, member, params.rule as RuleId),
  );
  route(api, 'PUT /o/:org/rules/:rule', ({ ctx, member, params, body }) =>
    saveRuleSettings(ctx, member, params.rule as RuleId, body),
  );
  route(api, 'PUT /o/:org/rules/:rule/enabled', ({ ctx, member, params, body }) =>
    switchRule(ctx, member, params.rule as RuleId, body),
  );
  route(api, 'POST /o/:org/rules/:rule/duplicate', ({ ctx, member, params }) =>
    duplicateRule(ctx, member, params.rule as RuleId),
  );
  route(api, 'DELETE /o/:org/rules/:rule', ({ ctx, member, params }) =>
    deleteRule(ctx, member, params.rule as RuleId),
  );
  historyRoutes(api);
  reminderRoutes(api);
}

/** Before `/rules/:rule`, which would take their last word for an id. */
function lookingRoutes(api: Api): void {
  route(api, 'GET /o/:org/rules/check', ({ ctx, member }) => checkRules(ctx, member));
  route(api, 'GET /o/:org/rules/lookup', ({ ctx, member, query }) =>
    lookUpCustomer(ctx, member, query),
  );
  route(api, 'GET /o/:org/rules/deleted', ({ ctx, member }) => listDeleted(ctx, member));
}

function historyRoutes(api: Api): void {
  route(api, 'PUT /o/:org/rules/:rule/position', ({ ctx, member, params, body }) =>
    moveRule(ctx, member, params.rule as RuleId, body.to),
  );
  route(api, 'POST /o/:org/rules/:rule/restore', ({ ctx, member, params, body }) =>
    restoreRule(ctx, member, params.rule as RuleId, body),
  );
  route(api, 'GET /o/:org/rules/:rule/versions', ({ ctx, member, params, query }) =>
    listVersions(ctx, member, params.rule as RuleId, query),
  );
  route(
    api,
    'POST /o/:org/rules/:rule/versions/:version/restore',
    ({ ctx, member, params, body }) =>
      restoreVersion(ctx, member, params.rule as RuleId, {
        restore: params.version,
        version: body.version,
      }),
  );
}

function reminderRoutes(api: Api): void {
  route(api, 'GET /o/:org/reminders', ({ ctx, member, query }) =>
    forecastGoLive(ctx, member, query),
  );
  route(api, 'PUT /o/:org/reminders', async ({ ctx, member, body }) => {
    await switchReminders(ctx, member, body);
    return readOrganisation(ctx, member);
  });
  route(api, 'POST /o/:org/invoices/:invoice/release', async ({ ctx, member, params }) => {
    await release(ctx, member, params.invoice as InvoiceId);
    return {};
  });
  route(api, 'GET /o/:org/invoices/:invoice/why', ({ ctx, member, params }) =>
    explainInvoice(ctx, member, params.invoice as InvoiceId),
  );
}
