import { and, eq, isNotNull } from 'drizzle-orm';
import type { DeliveryId, OrganisationId } from '../../domain/ids.ts';
import type { Language } from '../../domain/rules/rule.ts';
import { delivery, deliveryMessage, organisation, type Addressees } from './schema/index.ts';
import type { Tx } from './transaction.ts';

export interface SentMessage extends Addressees {
  calledAt: Date;
  language: Language;
  /** Name of the organisation. */
  sender: string;
}

/** A message that was handed over, as far as its reader may know it; undefined when there is none. */
export async function findSentMessage(
  tx: Tx,
  organisationId: OrganisationId,
  id: DeliveryId,
): Promise<SentMessage | undefined> {
  const [row] = await tx
    .select({
      calledAt: delivery.calledAt,
      language: deliveryMessage.language,
      addressees: deliveryMessage.addressees,
      sender: organisation.name,
    })
    .from(delivery)
    .innerJoin(
      deliveryMessage,
      and(
        eq(deliveryMessage.organisationId, delivery.organisationId),
        eq(deliveryMessage.deliveryId, delivery.id),
      ),
    )
    .innerJoin(organisation, eq(organisation.id, delivery.organisationId))
    .where(
      and(
        eq(delivery.organisationId, organisationId),
        eq(delivery.id, id),
        isNotNull(delivery.calledAt),
      ),
    );
  if (!row?.calledAt) return undefined;
  const { calledAt, language, addressees, sender } = row;
  return { calledAt, language, sender, ...addressees };
}
