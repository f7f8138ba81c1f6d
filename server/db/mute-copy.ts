import { sql } from 'drizzle-orm';
import type { InvoiceId, OrganisationId } from '../../domain/ids.ts';
import type { LocalDate } from '../../domain/local-date.ts';
import type { Tx } from './transaction.ts';

type CopiedMute = { invoiceId: InvoiceId; untilOn: LocalDate | null; reason: string };

/** Gives invoices the mutes of a customer as mutes of their own, once. */
export async function copyMutes(
  tx: Tx,
  organisationId: OrganisationId,
  moved: { id: InvoiceId; fromCustomerId: string }[],
  now: Date,
): Promise<CopiedMute[]> {
  const { rows } = await tx.execute<CopiedMute>(sql`
    insert into mute (organisation_id, id, level, subject_id, until_on, reason, replied_on, created_at, created_by)
    select m.organisation_id, gen_random_uuid(), 'invoice', moved.id, m.until_on, m.reason, m.replied_on, ${now.toISOString()}::timestamptz, m.created_by
    from json_to_recordset(${JSON.stringify(moved)}::json) as moved("id" text, "fromCustomerId" text)
    join mute m on m.organisation_id = ${organisationId} and m.level = 'customer' and m.subject_id = moved."fromCustomerId"
      and m.ended_at is null
    where not exists (
      select from mute own where own.organisation_id = m.organisation_id and own.level = 'invoice' and own.subject_id = moved.id
        and own.until_on is not distinct from m.until_on and own.reason = m.reason and own.ended_at is null
    )
    returning subject_id as "invoiceId", until_on as "untilOn", reason`);
  return rows;
}
