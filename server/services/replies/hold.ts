import { randomUUID } from 'node:crypto';
import type { OrganisationId } from '../../../domain/ids.ts';
import { addDays, type LocalDate } from '../../../domain/local-date.ts';
import type { DeliveryRecord } from '../../db/deliveries.ts';
import { findReplyMute } from '../../db/replies.ts';
import { addMute, changeMute } from '../../db/silence-records.ts';
import type { Tx } from '../../db/transaction.ts';
import { dunlin } from '../context.ts';
import { replanSilenced } from '../silence/replan.ts';

/**
 * Mutes the customer whom the message chases for so many days after today; a hold of an earlier reply is only made longer. Answers the last
 * silent day; null when nothing is held.
 */
export async function holdForReply(
  tx: Tx,
  { organisationId: id, customerId, invoiceId }: DeliveryRecord,
  { todayOn, days, now }: { todayOn: LocalDate; days: number; now: Date },
): Promise<LocalDate | null> {
  if (days === 0) return null;
  const organisationId = id as OrganisationId;
  const untilOn = addDays(todayOn, days);
  const subject =
    customerId === null
      ? { level: 'invoice' as const, subjectId: invoiceId }
      : { level: 'customer' as const, subjectId: customerId };
  const known = await findReplyMute(tx, organisationId, subject);
  if (known && (known.untilOn === null || known.untilOn >= untilOn)) return known.untilOn;
  const isInForce = known?.untilOn && known.untilOn >= todayOn;
  if (!known || !isInForce || !(await changeMute(tx, organisationId, known, { untilOn })))
    await addMute(tx, {
      organisationId,
      id: randomUUID(),
      ...subject,
      untilOn,
      reason: '',
      repliedOn: todayOn,
      createdAt: now,
      createdBy: dunlin.name,
    });
  await replanSilenced(tx, organisationId, subject, now);
  return untilOn;
}
