import { eq, sql } from 'drizzle-orm';
import { USUAL_DAYS } from '../../domain/deliveries/unusual-volume.ts';
import type { OrganisationId } from '../../domain/ids.ts';
import { addDays, startOfDay, type LocalDate } from '../../domain/local-date.ts';
import { organisation } from './schema/index.ts';
import type { Tx } from './transaction.ts';

export interface Volume {
  /** Reminders that left today or are to leave today. */
  today: number;
  /** Reminders of each day before on which any left. */
  days: number[];
}

/** How many reminders leave on the local day, and left on the days before; a bundle is one, and invoices sent by themselves are none. */
export async function readVolume(
  tx: Tx,
  organisationId: OrganisationId,
  { todayOn, timeZone }: { todayOn: LocalDate; timeZone: string },
): Promise<Volume> {
  const [from, until] = [todayOn, addDays(todayOn, 1)].map((on) =>
    startOfDay(on, timeZone).toISOString(),
  );
  const since = startOfDay(addDays(todayOn, -USUAL_DAYS), timeZone).toISOString();
  const { rows } = await tx.execute<{ today: string; days: number[] }>(sql`
    select
      (select count(*) from delivery
        where organisation_id = ${organisationId} and called_at >= ${from}::timestamptz and left_with is null and reminder_class <> 'invoice')
      + (select count(distinct coalesce(bundle, id::text)) from delivery
        where organisation_id = ${organisationId} and state in ('planned', 'claimed') and called_at is null
          and leaves_at < ${until}::timestamptz and reminder_class <> 'invoice') as today,
      array(select count(*)::int from delivery
        where organisation_id = ${organisationId} and called_at >= ${since}::timestamptz and called_at < ${from}::timestamptz
          and left_with is null and reminder_class <> 'invoice'
        group by (called_at at time zone ${timeZone})::date) as days`);
  return { today: Number(rows[0]?.today ?? 0), days: rows[0]?.days ?? [] };
}

export async function noteVolumeLooked(
  tx: Tx,
  organisationId: OrganisationId,
  at: Date,
): Promise<void> {
  await tx
    .update(organisation)
    .set({ volumeLookedAt: at })
    .where(eq(organisation.id, organisationId));
}
