import type { z } from 'zod';
import type { DeliveryJson, InvoiceJson, SuppressedJson } from '../../../domain/api/invoices.ts';
import { NotFound } from '../../../domain/errors.ts';
import type { InvoiceId } from '../../../domain/ids.ts';
import { parseAddresses } from '../../../domain/invoice/addresses.ts';
import { localDateOf } from '../../../domain/local-date.ts';
import { findInvoiceDetail, listDeliveries, listEvidence } from '../../db/invoice-detail.ts';
import { sendingOf } from '../../db/invoice-sending.ts';
import { findOrganisation } from '../../db/organisations.ts';
import { findSuppressed, type SuppressionRecord } from '../../db/suppressions.ts';
import { inOrganisation } from '../../db/transaction.ts';
import type { Context, Member } from '../context.ts';
import { assertMay } from '../organisations/may.ts';
import { toInstant, toInvoiceRow } from './to-row.ts';

/** One invoice with its messages and what became of them. Throws NotFound. */
export async function readInvoice(
  ctx: Context,
  member: Member,
  id: InvoiceId,
): Promise<z.input<typeof InvoiceJson>> {
  assertMay(member, 'read');
  const { organisationId } = member;
  return inOrganisation(ctx.store, organisationId, async (tx) => {
    const organisation = await findOrganisation(tx, organisationId);
    if (!organisation) throw new NotFound('organisation.unknown', 'no such organisation');
    const sendingOn = sendingOf(organisation).on;
    const row = await findInvoiceDetail(tx, organisationId, id, { sendingOn });
    if (!row) throw new NotFound('invoice.unknown', 'no such invoice');
    const deliveries = await listDeliveries(tx, organisationId, id);
    const evidence = await listEvidence(tx, organisationId, id);
    const own = [row.email, row.customer_email, row.parent_email].flatMap(
      (text) => parseAddresses(text).usable,
    );
    const suppressed = await findSuppressed(tx, organisationId, [
      ...own,
      ...deliveries.flatMap(({ delivery }) => delivery.recipients ?? []),
    ]);
    return {
      ...toInvoiceRow(row, localDateOf(ctx.now(), organisation.timeZone)),
      email: row.email,
      customerEmail: row.customer_email,
      suppressed: suppressedOf(own, suppressed),
      customerLanguage: row.customer_language,
      customerAutopay: row.customer_autopay,
      booksUpdatedAt: toInstant(row.books_updated_at),
      sentState: row.sent_state,
      deliveries: deliveries.map((one) => toDeliveryJson(one, evidence, suppressed)),
    };
  });
}

type DeliveryRow = Awaited<ReturnType<typeof listDeliveries>>[number];
type EvidenceRow = Awaited<ReturnType<typeof listEvidence>>[number];

function toDeliveryJson(
  { delivery, ruleName, subject, attachments }: DeliveryRow,
  evidence: EvidenceRow[],
  suppressed: SuppressionRecord[],
): z.input<typeof DeliveryJson> {
  return {
    id: delivery.id,
    channel: delivery.channel,
    state: delivery.state,
    reason: delivery.reason,
    purpose: delivery.reminderClass === 'invoice' ? 'invoice' : 'reminder',
    ruleName: ruleName ?? '',
    ruleVersion: delivery.ruleVersion,
    days: delivery.days,
    plannedOn: delivery.plannedOn,
    sentAt: delivery.sentAt?.toISOString() ?? null,
    calledAt: delivery.calledAt?.toISOString() ?? null,
    recipients: delivery.recipients ?? [],
    suppressed: suppressedOf(delivery.recipients ?? [], suppressed),
    subject,
    messageId: delivery.messageId,
    provider: delivery.provider,
    providerId: delivery.providerId,
    attachments: attachments ?? [],
    evidence: evidence
      .filter((one) => one.deliveryId === delivery.id)
      .map(({ deliveryId: _of, at, ...one }) => ({ ...one, at: at.toISOString() })),
  };
}

function suppressedOf(
  addresses: string[],
  suppressed: SuppressionRecord[],
): z.input<typeof SuppressedJson>[] {
  const known = new Set(addresses.map((address) => address.toLowerCase()));
  return suppressed
    .filter(({ address }) => known.has(address))
    .map(({ address, reason, suppressedAt, liftAskedAt }) => ({
      address,
      reason,
      since: suppressedAt.toISOString(),
      asked: liftAskedAt !== null,
    }));
}
