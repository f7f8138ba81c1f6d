import type { OrganisationId } from '../../domain/ids.ts';
import { done } from '../../domain/jobs.ts';
import { planReminders } from '../../server/services/decisions/plan-reminders.ts';
import type { Handler } from '../run-job.ts';

export const remindersPlan: Handler<'reminders.plan'> = async (ctx, { organisationId, scope }) => {
  const counts = await planReminders(ctx, organisationId as OrganisationId, scope);
  ctx.log.debug({ organisationId, scope, ...counts }, 'planned');
  return done;
};
