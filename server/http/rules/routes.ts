import type { InvoiceId, RuleId } from '../../../domain/ids.ts';
import { explainInvoice } from '../../services/decisions/explain.ts';
import { readOrganisation } from '../../services/organisations/read.ts';
import { forecastGoLive } from '../../services/reminders/go-live.ts';
import { switchReminders } from '../../services/reminders/switch.ts';
import {
  createRule,
  deleteRule,
  duplicateRule,
  saveRuleSettings,
  switchRule,
} from '../../services/rules/change.ts';
import { listRulesWithMatches, readRule } from '../../services/rules/list.ts';
import { previewRule } from '../../services/rules/preview.ts';
import { route, type Api } from '../route.ts';

export function ruleRoutes(api: Api): void {
  route(api, 'GET /o/:org/rules', ({ ctx, member }) => listRulesWithMatches(ctx, member));
  route(api, 'POST /o/:org/rules', ({ ctx, member, body }) => createRule(ctx, member, body));
  route(api, 'POST /o/:org/rules/preview', ({ ctx, member, body }) =>
    previewRule(ctx, member, body),
  );
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
  reminderRoutes(api);
}

function reminderRoutes(api: Api): void {
  route(api, 'GET /o/:org/reminders', ({ ctx, member, query }) =>
    forecastGoLive(ctx, member, query),
  );
  route(api, 'PUT /o/:org/reminders', async ({ ctx, member, body }) => {
    await switchReminders(ctx, member, body);
    return readOrganisation(ctx, member);
  });
  route(api, 'GET /o/:org/invoices/:invoice/why', ({ ctx, member, params }) =>
    explainInvoice(ctx, member, params.invoice as InvoiceId),
  );
}
