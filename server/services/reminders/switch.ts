import { and, eq, sql } from 'drizzle-orm';
import { Conflict } from '../../../domain/errors.ts';
import { addActivity, announce } from '../../db/activity.ts';
import { organisation } from '../../db/schema/index.ts';
import { inOrganisation } from '../../db/transaction.ts';
import { actorOf, type Context, type Member } from '../context.ts';
import { replanNow } from '../decisions/plan-reminders.ts';
import { assertMay } from '../organisations/may.ts';

/** The master switch (BJ-20). Off calls all planned messages off at once; on plans what is due. */
export async function switchReminders(
  ctx: Context,
  member: Member,
  { on, version }: { on: boolean; version: number },
): Promise<void> {
  assertMay(member, 'run');
  const { organisationId } = member;
  await inOrganisation(ctx.store, organisationId, async (tx) => {
    const changed = await tx
      .update(organisation)
      .set({ remindersOn: on, version: sql`${organisation.version} + 1` })
      .where(and(eq(organisation.id, organisationId), eq(organisation.version, version)))
      .returning({ id: organisation.id });
    if (changed.length === 0)
      throw new Conflict('organisation.changed-meanwhile', 'the settings were changed meanwhile');
    await addActivity(tx, {
      organisationId,
      at: ctx.now(),
      kind: on ? 'reminders.on' : 'reminders.off',
      actor: actorOf(member),
    });
    await replanNow(tx, ctx.now(), organisationId);
    await announce(tx, organisationId, 'organisation', 'rules');
  });
}
