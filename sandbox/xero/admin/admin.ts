import type { AdminOf } from '../../kit/admin/admin.ts';
import { buildAdmin } from '../../kit/admin/admin.ts';
import type { Box } from '../box.ts';
import { contactActions } from './contact-actions.ts';
import { controlActions } from './control-actions.ts';
import { identityActions } from './identity-actions.ts';
import { invoiceActions } from './invoice-actions.ts';
import { moneyActions } from './money-actions.ts';
import { scenarioActions } from './scenario-actions.ts';
import { soakActions } from './soak-actions.ts';
import { webhookActions } from './webhook-actions.ts';

export const actions = {
  ...controlActions,
  ...identityActions,
  ...webhookActions,
  ...invoiceActions,
  ...contactActions,
  ...moneyActions,
  ...soakActions,
  ...scenarioActions,
};

/** The admin API in process: the same names, inputs and answers as over HTTP. */
export type Admin = AdminOf<typeof actions>;

export function createAdmin(box: Box): Admin {
  return buildAdmin(box, actions, 'tenantId');
}
