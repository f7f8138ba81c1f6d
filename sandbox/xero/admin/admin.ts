import type { AdminOf } from '../../kit/admin/admin.ts';
import { buildAdmin } from '../../kit/admin/admin.ts';
import type { Box } from '../box.ts';
import { bookActions } from './book-actions.ts';
import { controlActions } from './control-actions.ts';
import { identityActions } from './identity-actions.ts';
import { moneyActions } from './money-actions.ts';
import { webhookActions } from './webhook-actions.ts';

export const actions = {
  ...controlActions,
  ...identityActions,
  ...webhookActions,
  ...bookActions,
  ...moneyActions,
};

/** The admin API in process: the same names, inputs and answers as over HTTP. */
export type Admin = AdminOf<typeof actions>;

export function createAdmin(box: Box): Admin {
  return buildAdmin(box, actions, 'tenantId');
}
