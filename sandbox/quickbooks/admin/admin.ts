import type { AdminOf } from '../../kit/admin/admin.ts';
import { buildAdmin } from '../../kit/admin/admin.ts';
import type { Box } from '../box.ts';
import { bookActions } from './book-actions.ts';
import { controlActions } from './control-actions.ts';
import { documentActions } from './document-actions.ts';
import { scenarioActions } from './scenario-actions.ts';
import { soakActions } from './soak-actions.ts';

export const actions = {
  ...controlActions,
  ...documentActions,
  ...bookActions,
  ...soakActions,
  ...scenarioActions,
};

/** The admin API in process: the same names, inputs and answers as over HTTP. */
export type Admin = AdminOf<typeof actions>;

export function createAdmin(box: Box): Admin {
  return buildAdmin(box, actions, 'realmId');
}
