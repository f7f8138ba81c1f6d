import { and, desc, eq, sql } from 'drizzle-orm';
import type { DeliveryId, InvoiceId, OrganisationId } from '../../domain/ids.ts';
import { listedColumns, listedJoins, type InvoiceListRow } from './invoice-list.ts';
import { delivery, deliveryMessage, evidence, ruleVersion } from './schema/index.ts';
import type { Tx } from './transaction.ts';

export type InvoiceDetailRow = InvoiceListRow & {
  email: string | null;
  customer_email: string | null;
  /** Of the parent who is billed instead. */
  parent_email: string | null;
  customer_language: 'en' | 'fr' | null;
  customer_autopay: boolean | null;
  books_updated_at: Date | string;
  sent_state: string;
};

export async function findInvoiceDetail(
  tx: Tx,
  organisationId: OrganisationId,
  id: InvoiceId,
  sending: { sendingOn: boolean },
): Promise<InvoiceDetailRow | undefined> {
  const { rows } = await tx.execute<InvoiceDetailRow>(sql`
    select ${listedColumns(organisationId, sending)}, '' as key, i.email, c.email as customer_email,
      case when c.bill_with_parent then parent.email end as parent_email, s.language as customer_language, s.autopay as customer_autopay,
      i.books_updated_at, i.sent_state
    from invoice i ${listedJoins(organisationId)}
    left join customer_setting s on s.organisation_id = ${organisationId} and s.customer_id = i.customer_id
    where i.organisation_id = ${organisationId} and i.id = ${id}`);
  return rows[0];
}

/** The delivery that carried the message: several invoices may have left in one. */
const carrierId = sql`coalesce(${delivery.leftWith}, ${delivery.id})`;

/** The invoice's messages, newest first, with the rule's name as it was in the version that planned them. */
export function listDeliveries(tx: Tx, organisationId: OrganisationId, invoiceId: InvoiceId) {
  return tx
    .select({
      delivery,
      subject: deliveryMessage.subject,
      attachments: deliveryMessage.attachments,
      ruleName: sql<string | null>`${ruleVersion.settings} ->> 'name'`,
    })
    .from(delivery)
    .leftJoin(
      deliveryMessage,
      and(
        eq(deliveryMessage.organisationId, delivery.organisationId),
        eq(deliveryMessage.deliveryId, carrierId),
      ),
    )
    .leftJoin(
      ruleVersion,
      and(
        eq(ruleVersion.organisationId, delivery.organisationId),
        eq(ruleVersion.ruleId, delivery.ruleId),
        eq(ruleVersion.version, delivery.ruleVersion),
      ),
    )
    .where(and(eq(delivery.organisationId, organisationId), eq(delivery.invoiceId, invoiceId)))
    .orderBy(desc(sql`coalesce(${delivery.sentAt}, ${delivery.plannedAt})`), delivery.id)
    .limit(500);
}

/** Evidence of all messages about the invoice, oldest first. */
export function listEvidence(tx: Tx, organisationId: OrganisationId, invoiceId: InvoiceId) {
  return tx
    .select({
      deliveryId: delivery.id,
      kind: evidence.kind,
      at: evidence.at,
      raw: evidence.raw,
      source: evidence.source,
      address: evidence.address,
    })
    .from(evidence)
    .innerJoin(
      delivery,
      and(eq(delivery.organisationId, evidence.organisationId), eq(carrierId, evidence.deliveryId)),
    )
    .where(and(eq(delivery.organisationId, organisationId), eq(delivery.invoiceId, invoiceId)))
    .orderBy(evidence.at, evidence.id)
    .limit(2000);
}

/** The message exactly as it left, or as it is about to. */
export async function findMessage(
  tx: Tx,
  organisationId: OrganisationId,
  deliveryId: DeliveryId,
): Promise<typeof deliveryMessage.$inferSelect | undefined> {
  const rows = await tx
    .select()
    .from(deliveryMessage)
    .where(
      and(
        eq(deliveryMessage.organisationId, organisationId),
        sql`${deliveryMessage.deliveryId} = (select coalesce(d.left_with, d.id) from delivery d
          where d.organisation_id = ${organisationId} and d.id = ${deliveryId})`,
      ),
    );
  return rows[0];
}
