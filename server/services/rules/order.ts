import type { z } from 'zod';
import type { RulePlace } from '../../../domain/api/rules.ts';
import { NotFound } from '../../../domain/errors.ts';
import type { RuleId } from '../../../domain/ids.ts';
import { moved, type Move } from '../../../domain/rules/order.ts';
import { addActivity, announce } from '../../db/activity.ts';
import { getRule, lockRuleOrder, setRuleOrder } from '../../db/rules.ts';
import { inOrganisation } from '../../db/transaction.ts';
import { actorOf, type Context, type Member } from '../context.ts';
import { replanNow } from '../decisions/plan-reminders.ts';
import { assertMay } from '../organisations/may.ts';

/**
 * Gives a rule another place in the order of priority: of two rules that would write on one day the higher one does (E48). Planned messages
 * follow the new order. Moving it to where it stands changes nothing and leaves no line in the history.
 */
export function moveRule(
  ctx: Context,
  member: Member,
  id: RuleId,
  to: Move,
): Promise<z.infer<typeof RulePlace>> {
  assertMay(member, 'work');
  const { organisationId } = member;
  return inOrganisation(ctx.store, organisationId, async (tx) => {
    const before = await lockRuleOrder(tx, organisationId);
    if (!before.includes(id)) throw new NotFound('rule.not-found', 'no such rule');
    const after = moved(before, id, to);
    const place = (after ?? before).indexOf(id) + 1;
    if (!after) return { place, of: before.length };
    await setRuleOrder(tx, organisationId, after);
    const { settings } = await getRule(tx, organisationId, id);
    await addActivity(tx, {
      organisationId,
      at: ctx.now(),
      kind: 'rule.moved',
      actor: actorOf(member),
      detail: { ruleId: id, ruleName: settings.name, before: before.indexOf(id) + 1, place },
    });
    await replanNow(tx, ctx.now(), organisationId);
    await announce(tx, organisationId, 'rules');
    return { place, of: before.length };
  });
}
