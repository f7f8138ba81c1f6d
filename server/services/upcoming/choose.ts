import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { UpcomingChosen, UpcomingTarget } from '../../../domain/api/upcoming.ts';
import { MOVED, SKIPPED } from '../../../domain/deliveries/choices.ts';
import { chasedId } from '../../../domain/deliveries/bundle.ts';
import { deliveryKey } from '../../../domain/deliveries/keys.ts';
import { Invalid } from '../../../domain/errors.ts';
import type { DeliveryId, OrganisationId } from '../../../domain/ids.ts';
import { addDays } from '../../../domain/local-date.ts';
import { addActivity, announce } from '../../db/activity.ts';
import { PatternBook } from '../../db/decision-pattern.ts';
import { markInvoices } from '../../db/invoice-plan.ts';
import {
  chooseMessages,
  hastenPlanned,
  slowHastened,
  takeBackChoices,
  type ChosenMessage,
  type ChosenRow,
} from '../../db/message-choices.ts';
import { getOrganisationToday, type OrganisationToday } from '../../db/organisation-facts.ts';
import { addWork } from '../../db/outbox.ts';
import { candidatesOf } from '../../db/planning.ts';
import { listPreparedRules } from '../../db/rules.ts';
import { inOrganisation, type Tx } from '../../db/transaction.ts';
import { actorOf, type Context, type Member } from '../context.ts';
import { requestPlan } from '../mirror/upsert.ts';
import { assertMay } from '../organisations/may.ts';

type Chosen = z.input<typeof UpcomingChosen>;

/** So far ahead a message may be moved. */
const MAX_DAYS_AHEAD = 366;

/** These messages will not be sent; the steps after them are. May be taken back. */
export function skipMessages(
  ctx: Context,
  member: Member,
  messages: UpcomingTarget[],
): Promise<Chosen> {
  return choose(ctx, member, 'delivery.skipped', async (tx, today) =>
    chooseMessages(tx, member.organisationId, await toChosen(tx, today, messages), {
      reason: SKIPPED,
      ...whenNothingWasSeen(ctx),
    }).then((rows) => ({ rows, asked: messages.length })),
  );
}

/** These messages leave on that day instead, and not before. Throws Invalid for a day that has passed or is too far away. */
export function moveMessages(
  ctx: Context,
  member: Member,
  { messages, toOn }: { messages: UpcomingTarget[]; toOn: string },
): Promise<Chosen> {
  return choose(ctx, member, 'delivery.moved', async (tx, today) => {
    const { todayOn } = today.facts;
    if (toOn < todayOn || toOn > addDays(todayOn, MAX_DAYS_AHEAD))
      throw new Invalid('upcoming.move-day', 'a message moves to a day from today to a year on', [
        { path: 'toOn', code: 'upcoming.move-day', message: 'not a day to move to' },
      ]);
    const moved = messages.map((message) => ({ ...message, onDate: toOn }));
    const rows = await chooseMessages(tx, member.organisationId, await toChosen(tx, today, moved), {
      reason: MOVED,
      ...whenNothingWasSeen(ctx),
    });
    return { rows, asked: messages.length };
  });
}

/** The rules decide about these messages again. */
export function takeBack(
  ctx: Context,
  member: Member,
  messages: UpcomingTarget[],
): Promise<Chosen> {
  return choose(ctx, member, 'delivery.taken-back', async (tx) => ({
    rows: await takeBackChoices(tx, member.organisationId, messages.map(keyOf)),
    asked: messages.length,
  }));
}

/**
 * Planned messages leave once the time to undo is over (ux S4), outside the sending hours too. The last look still asks every gate.
 * `undoSeconds` is 0 when there is nothing to undo.
 */
export async function sendNow(
  ctx: Context,
  member: Member,
  ids: string[],
): Promise<Chosen & { undoSeconds: number }> {
  let undoSeconds = 0;
  const chosen = await choose(ctx, member, 'delivery.hastened', async (tx, { sending }) => {
    const { organisationId } = member;
    ({ undoSeconds } = sending);
    const leavesAt = new Date(ctx.now().getTime() + undoSeconds * 1_000);
    const rows = await hastenPlanned(tx, organisationId, ids, leavesAt);
    const one = new Map(rows.map((row) => [row.bundle ?? row.id, row.id]));
    for (const id of one.values()) await wake(tx, organisationId, id, leavesAt);
    return { rows, asked: ids.length };
  });
  return { ...chosen, undoSeconds: chosen.changed > 0 ? undoSeconds : 0 };
}

/** Takes `sendNow` back for what no worker holds yet: it leaves when it was to leave before. */
export function undoSendNow(ctx: Context, member: Member, ids: string[]): Promise<Chosen> {
  return choose(ctx, member, 'delivery.slowed', async (tx) => ({
    rows: await slowHastened(tx, member.organisationId, ids),
    asked: ids.length,
  }));
}

interface Done {
  rows: ChosenRow[];
  asked: number;
}

async function choose(
  ctx: Context,
  member: Member,
  kind: string,
  change: (tx: Tx, today: OrganisationToday) => Promise<Done>,
): Promise<Chosen> {
  assertMay(member, 'work');
  const { organisationId } = member;
  return inOrganisation(ctx.store, organisationId, async (tx) => {
    const today = await getOrganisationToday(tx, organisationId, ctx.now());
    const { rows, asked } = await change(tx, today);
    await addActivity(
      tx,
      ...rows.map((row) => ({
        organisationId,
        at: ctx.now(),
        kind,
        actor: actorOf(member),
        invoiceId: row.invoiceId,
        deliveryId: row.id as DeliveryId,
        detail: { days: row.days, type: row.reminderClass, plannedOn: row.onDate },
      })),
    );
    if (rows.length > 0) {
      await markInvoices(tx, organisationId, [...new Set(rows.map((row) => row.invoiceId))]);
      await requestPlan(tx, organisationId, ctx.now());
      await announce(tx, organisationId, 'deliveries', 'invoices');
    }
    return { changed: rows.length, tooLate: asked - rows.length };
  });
}

/** Targets that exist, as their deliveries would be stored. */
async function toChosen(
  tx: Tx,
  today: OrganisationToday,
  targets: UpcomingTarget[],
): Promise<ChosenMessage[]> {
  const rules = await listPreparedRules(tx, today.record.id as OrganisationId);
  const ids = [...new Set(targets.map(({ invoiceId }) => invoiceId))];
  const candidates = new Map(
    (await candidatesOf(tx, today, ids)).map((one) => [one.invoice.id as string, one]),
  );
  const chosen = targets.flatMap((target) => {
    const rule = rules.find(({ id }) => id === target.ruleId);
    const step = rule?.settings.steps.find(({ id }) => id === target.stepId);
    const candidate = candidates.get(target.invoiceId);
    if (!rule || !step || !candidate) return [];
    return [
      {
        id: randomUUID(),
        key: keyOf(target),
        invoiceId: candidate.invoice.id,
        customerId: candidate.customer && chasedId(candidate.customer),
        ruleId: rule.id,
        ruleVersion: rule.version,
        stepId: step.id,
        days: step.days,
        reminderClass: rule.reminderClass,
        onDate: target.onDate,
      },
    ];
  });
  // One statement cannot write a row twice.
  return [...new Map(chosen.map((one) => [one.key, one])).values()];
}

function keyOf({ invoiceId, ruleId, stepId, occurrenceOn }: UpcomingTarget): string {
  return deliveryKey({ invoiceId, ruleId, stepId, channel: 'email', occurrenceOn });
}

/** A message that a person decided about before any gate was asked. */
function whenNothingWasSeen(ctx: Context) {
  const book = new PatternBook();
  book.fold('', []);
  const [pattern = { id: randomUUID(), gates: [] }] = book.unsaved;
  return { now: ctx.now(), pattern };
}

function wake(
  tx: Tx,
  organisationId: OrganisationId,
  id: string,
  availableAt: Date,
): Promise<void> {
  return addWork(tx, {
    organisationId,
    name: 'delivery.send',
    // A wake-up of its own: the one that waits for the ordinary time would stand in its way.
    key: `now ${id}`,
    payload: { organisationId, deliveryId: id as DeliveryId },
    availableAt,
  });
}
