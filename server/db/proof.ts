import { and, desc, eq, lte, sql } from 'drizzle-orm';
import type { DeliveryId, OrganisationId } from '../../domain/ids.ts';
import type { DeliveryRecord } from './deliveries.ts';
import { customer, decision, delivery, evidence, invoice, ruleVersion } from './schema/index.ts';
import type { Tx } from './transaction.ts';

/** What was heard about a message, oldest first, with the ids of its reports. */
export function evidenceOfMessage(tx: Tx, organisationId: OrganisationId, carrier: DeliveryId) {
  return tx
    .select()
    .from(evidence)
    .where(and(eq(evidence.organisationId, organisationId), eq(evidence.deliveryId, carrier)))
    .orderBy(evidence.at, evidence.id);
}

/** Number of the invoice and name of the rule in the version that planned the delivery. */
export async function namesOfDelivery(
  tx: Tx,
  { organisationId, id }: DeliveryRecord,
): Promise<{ number: string | null; ruleName: string | null }> {
  const rows = await tx
    .select({
      number: invoice.number,
      ruleName: sql<string | null>`${ruleVersion.settings} ->> 'name'`,
    })
    .from(delivery)
    .leftJoin(
      invoice,
      and(eq(invoice.organisationId, delivery.organisationId), eq(invoice.id, delivery.invoiceId)),
    )
    .leftJoin(
      ruleVersion,
      and(
        eq(ruleVersion.organisationId, delivery.organisationId),
        eq(ruleVersion.ruleId, delivery.ruleId),
        eq(ruleVersion.version, delivery.ruleVersion),
      ),
    )
    .where(and(eq(delivery.organisationId, organisationId), eq(delivery.id, id)));
  return rows[0] ?? { number: null, ruleName: null };
}

export async function customerName(
  tx: Tx,
  organisationId: OrganisationId,
  id: string,
): Promise<string | null> {
  const rows = await tx
    .select({ name: customer.fullName })
    .from(customer)
    .where(and(eq(customer.organisationId, organisationId), eq(customer.id, id)));
  return rows[0]?.name ?? null;
}

/** The last look that let this delivery leave. A summary's step leaves every month, so one that came later is another message's. */
export async function lastLookOf(tx: Tx, row: DeliveryRecord) {
  const { ruleId, stepId } = row;
  if (ruleId === null || stepId === null) return undefined;
  const leftAt = row.sentAt ?? row.calledAt;
  const rows = await tx
    .select()
    .from(decision)
    .where(
      and(
        eq(decision.organisationId, row.organisationId),
        eq(decision.invoiceId, row.invoiceId),
        eq(decision.ruleId, ruleId),
        eq(decision.stepId, stepId),
        eq(decision.phase, 'send'),
        eq(decision.verdict, 'pass'),
        leftAt === null ? undefined : lte(decision.decidedAt, leftAt),
      ),
    )
    .orderBy(desc(decision.id))
    .limit(1);
  return rows[0];
}
