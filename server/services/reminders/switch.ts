import { and, eq, sql } from 'drizzle-orm';
import type { z } from 'zod';
import type { RemindersPut } from '../../../domain/api/organisations.ts';
import { Conflict, Refused } from '../../../domain/errors.ts';
import { addActivity, announce } from '../../db/activity.ts';
import { findConnection } from '../../db/connections.ts';
import { getOrganisationToday, type OrganisationToday } from '../../db/organisation-facts.ts';
import { organisation } from '../../db/schema/index.ts';
import { inOrganisation, type Tx } from '../../db/transaction.ts';
import { actorOf, type Context, type Member } from '../context.ts';
import { replanNow } from '../decisions/plan-reminders.ts';
import { assertMay } from '../organisations/may.ts';
import { settleOldInvoices } from './old-invoices.ts';

/**
 * The master switch (BJ-20). Off calls all planned messages off at once. On asks first what must not be guessed: whether the books send
 * reminders of their own (UF-2), and what becomes of invoices that were late before (E21); then it plans what is due. Throws Refused
 * while an answer is missing.
 */
export async function switchReminders(
  ctx: Context,
  member: Member,
  { on, version, old }: z.infer<typeof RemindersPut>,
): Promise<void> {
  assertMay(member, 'run');
  const { organisationId } = member;
  const now = ctx.now();
  await inOrganisation(ctx.store, organisationId, async (tx) => {
    const today = await getOrganisationToday(tx, organisationId, now);
    await setSwitch(tx, today, { on, version, now });
    const isTurnedOn = on && !today.record.remindersOn;
    if (isTurnedOn) await assertNativeAnswered(ctx, tx, today);
    const by = { now, name: member.name };
    const setAside = isTurnedOn ? await settleOldInvoices(tx, today, old, by) : 0;
    await addActivity(tx, {
      organisationId,
      at: now,
      kind: on ? 'reminders.on' : 'reminders.off',
      actor: actorOf(member),
      detail: isTurnedOn && old ? { ...detailOf(old), setAside } : {},
    });
    await replanNow(tx, now, organisationId);
    await announce(tx, organisationId, 'organisation', 'rules');
  });
}

type Old = NonNullable<z.infer<typeof RemindersPut>['old']>;

const detailOf = ({ choice, step, perDay }: Old) => ({ choice, step: step ?? null, perDay });

async function setSwitch(
  tx: Tx,
  { record }: OrganisationToday,
  { on, version, now }: { on: boolean; version: number; now: Date },
): Promise<void> {
  const changed = await tx
    .update(organisation)
    .set({
      remindersOn: on,
      version: sql`${organisation.version} + 1`,
      wentLiveAt: record.wentLiveAt ?? (on ? now : null),
    })
    .where(and(eq(organisation.id, record.id), eq(organisation.version, version)))
    .returning({ id: organisation.id });
  if (changed.length === 0)
    throw new Conflict('organisation.changed-meanwhile', 'the settings were changed meanwhile');
}

/** Two systems reminding the same customer is what the question is to prevent; "yes, they do" is an answer, and the screen warns. */
async function assertNativeAnswered(
  ctx: Context,
  tx: Tx,
  { record }: OrganisationToday,
): Promise<void> {
  if (record.nativeReminders !== 'unknown') return;
  const connection = await findConnection(tx, record.id as Member['organisationId']);
  const books = ctx.systems.find(({ key }) => key === connection?.provider);
  if (books?.abilities.nativeReminders === 'ask')
    throw new Refused('reminders.native-unanswered', 'nobody said whether the books remind too');
}
