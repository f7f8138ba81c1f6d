import { and, desc, eq, lte, ne } from 'drizzle-orm';
import type { OrganisationFacts } from '../../domain/gates/gate.ts';
import type { OrganisationId } from '../../domain/ids.ts';
import { localDateOf } from '../../domain/local-date.ts';
import type { Language } from '../../domain/rules/rule.ts';
import { NotFound } from '../../domain/errors.ts';
import { connection, organisation } from './schema/index.ts';
import type { Tx } from './transaction.ts';

export type OrganisationRecord = typeof organisation.$inferSelect;

export interface OrganisationToday {
  record: OrganisationRecord;
  facts: OrganisationFacts;
}

/** The organisation as the gates see it at this instant: its own calendar day, its switch, and whether its books can be trusted. */
export async function getOrganisationToday(
  tx: Tx,
  organisationId: OrganisationId,
  now: Date,
): Promise<OrganisationToday> {
  const [record] = await tx.select().from(organisation).where(eq(organisation.id, organisationId));
  if (!record) throw new NotFound('organisation.not-found', 'no such organisation');
  const [link] = await tx
    .select({ state: connection.state, reason: connection.reason })
    .from(connection)
    .where(and(eq(connection.organisationId, organisationId), ne(connection.state, 'disconnected')))
    .orderBy(desc(connection.connectedAt))
    .limit(1);
  const live = link?.state === 'live';
  return {
    record,
    facts: {
      live,
      liveReason: live ? '' : link?.reason || link?.state || 'disconnected',
      remindersOn: record.remindersOn,
      todayOn: localDateOf(now, record.timeZone),
      language: record.language as Language,
    },
  };
}

/** In system scope: organisations whose next local day has begun. */
export async function organisationsToPlan(
  tx: Tx,
  now: Date,
): Promise<{ id: OrganisationId; timeZone: string }[]> {
  const rows = await tx
    .select({ id: organisation.id, timeZone: organisation.timeZone })
    .from(organisation)
    .where(lte(organisation.nextPlanAt, now))
    .limit(1000);
  return rows.map((row) => ({ ...row, id: row.id as OrganisationId }));
}

export async function setNextPlanAt(
  tx: Tx,
  organisationId: OrganisationId,
  nextPlanAt: Date,
): Promise<void> {
  await tx.update(organisation).set({ nextPlanAt }).where(eq(organisation.id, organisationId));
}
