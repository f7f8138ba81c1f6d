import { assertMove } from '../../../domain/deliveries/moves.ts';
import { Conflict, NotFound } from '../../../domain/errors.ts';
import type { DeliveryId, InvoiceId, OrganisationId } from '../../../domain/ids.ts';
import { localDateOf } from '../../../domain/local-date.ts';
import { addActivity, announce } from '../../db/activity.ts';
import {
  addEvidence,
  deliveriesOfMessage,
  settleUnknown,
  type DeliveryRecord,
} from '../../db/deliveries.ts';
import { findOrganisation } from '../../db/organisations.ts';
import { inOrganisation, type Tx } from '../../db/transaction.ts';
import { actorOf, type Context, type Member } from '../context.ts';
import { assertMay } from '../organisations/may.ts';
import { isId } from '../silence/subject.ts';
import { addTask } from '../tasks/add.ts';
import { endTask } from '../tasks/end.ts';
import { markForPlanning } from './last-look.ts';
import { noteLeft } from './note-left.ts';

/** The case of a message whose result is unknown. */
export const unknownTaskKey = (carrierId: string): string => `check-unknown:${carrierId}`;
const carrierOf = (row: DeliveryRecord): string => row.leftWith ?? row.id;

/** Nobody knows whether these left: a person is asked, once for each message (E44). */
export async function askAboutUnknown(
  ctx: Context,
  tx: Tx,
  organisationId: OrganisationId,
  rows: DeliveryRecord[],
): Promise<void> {
  const timeZone = (await findOrganisation(tx, organisationId))?.timeZone ?? 'UTC';
  for (const row of rows.filter((one) => carrierOf(one) === one.id))
    await addTask(tx, organisationId, ctx.now(), {
      kind: 'check-unknown',
      key: unknownTaskKey(row.id),
      dueOn: localDateOf(ctx.now(), timeZone),
      customerId: row.customerId,
      invoiceId: row.invoiceId,
      deliveryId: row.id as DeliveryId,
    });
}

/**
 * What a person found out about a message whose result is unknown. Left: it counts as sent, and is written back. Not left: it is closed
 * and never repeated, because a mistake here would be a second message (E44); the rule goes on with its next day. Throws NotFound, and
 * Conflict when the result is known by now.
 */
export async function resolveUnknown(
  ctx: Context,
  member: Member,
  id: string,
  { hasLeft }: { hasLeft: boolean },
): Promise<void> {
  assertMay(member, 'work');
  const { organisationId } = member;
  const now = ctx.now();
  await inOrganisation(ctx.store, organisationId, async (tx) => {
    const rows = isId(id) ? await deliveriesOfMessage(tx, organisationId, id as DeliveryId) : [];
    const [first] = rows;
    if (!first) throw new NotFound('delivery.unknown', 'no such delivery');
    const state = hasLeft ? 'sent' : 'refused';
    assertMove('unknown', state);
    const settled = await settleUnknown(tx, organisationId, rows, {
      state,
      reason: hasLeft ? '' : 'person-denied',
    });
    if (settled.length === 0)
      throw new Conflict('delivery.known-meanwhile', 'the result is known by now');
    const carrier = carrierOf(first);
    await addEvidence(tx, {
      organisationId,
      deliveryId: carrier,
      source: 'person',
      rawKey: state,
      kind: hasLeft ? 'confirmed' : 'denied',
      at: now,
      raw: member.name,
    });
    await addActivity(
      tx,
      ...settled.map((row) => ({
        organisationId,
        at: now,
        kind: hasLeft ? 'delivery.confirmed' : 'delivery.denied',
        actor: actorOf(member),
        invoiceId: row.invoiceId as InvoiceId,
        deliveryId: row.id as DeliveryId,
        detail: { days: row.days, type: row.reminderClass },
      })),
    );
    if (hasLeft) await noteLeft(ctx, tx, settled);
    await endTask(tx, organisationId, unknownTaskKey(carrier), { at: now, by: member.name });
    await markForPlanning(ctx, tx, organisationId, settled);
    await announce(tx, organisationId, 'deliveries', 'invoices');
  });
}
