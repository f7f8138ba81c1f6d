import { and, eq, lt, sql } from 'drizzle-orm';
import type { OrganisationId, PersonId } from '../../domain/ids.ts';
import type { Database } from './connect.ts';
import { consentAttempt, membership, organisation, person } from './schema/index.ts';
import type { Tx } from './transaction.ts';

export type Person = typeof person.$inferSelect;
export type ConsentAttempt = typeof consentAttempt.$inferSelect;
export type Role = (typeof membership.$inferSelect)['role'];

const DAY_MS = 86_400_000;

/** The person of an identity, made at the first visit. Name and address follow the provider; the language stays the person's own. */
export async function savePerson(db: Database, seen: Omit<Person, 'createdAt'>): Promise<Person> {
  const rows = await db
    .insert(person)
    .values({ ...seen, createdAt: seen.seenAt })
    .onConflictDoUpdate({
      target: [person.provider, person.subject],
      set: { email: seen.email, name: seen.name, seenAt: seen.seenAt },
    })
    .returning();
  const [saved] = rows;
  if (!saved) throw new Error('upsert of a person returned no row');
  return saved;
}

export async function findPerson(db: Database, id: PersonId): Promise<Person | undefined> {
  return (await db.select().from(person).where(eq(person.id, id)))[0];
}

export interface MembershipRow {
  id: string;
  name: string;
  role: Role;
}

/** As the person: every organisation they belong to. */
export function listMemberships(tx: Tx, personId: PersonId): Promise<MembershipRow[]> {
  return tx
    .select({ id: organisation.id, name: organisation.name, role: membership.role })
    .from(membership)
    .innerJoin(organisation, eq(organisation.id, membership.organisationId))
    .where(eq(membership.personId, personId))
    .orderBy(organisation.name, organisation.id);
}

/** As the person: their role in one organisation. */
export async function findRole(
  tx: Tx,
  organisationId: OrganisationId,
  personId: PersonId,
): Promise<Role | undefined> {
  const rows = await tx
    .select({ role: membership.role })
    .from(membership)
    .where(and(eq(membership.organisationId, organisationId), eq(membership.personId, personId)));
  return rows[0]?.role;
}

export async function addMembership(tx: Tx, row: typeof membership.$inferInsert): Promise<void> {
  await tx.insert(membership).values(row);
}

export async function addConsentAttempt(
  db: Database,
  attempt: typeof consentAttempt.$inferInsert,
): Promise<void> {
  await db.insert(consentAttempt).values(attempt);
  await db
    .delete(consentAttempt)
    .where(lt(consentAttempt.expiresAt, new Date(attempt.createdAt.getTime() - DAY_MS)));
}

interface ConsentKey {
  stateHash: string;
  provider: string;
  browserHash: string;
  now: Date;
}

/** Uses the attempt up, in one statement: of two callbacks with the same state only one gets it. */
export async function useConsentAttempt(
  db: Database,
  { stateHash, provider, browserHash, now }: ConsentKey,
): Promise<ConsentAttempt | undefined> {
  const rows = await db
    .update(consentAttempt)
    .set({ usedAt: now })
    .where(
      and(
        eq(consentAttempt.stateHash, stateHash),
        eq(consentAttempt.provider, provider),
        eq(consentAttempt.browserHash, browserHash),
        sql`${consentAttempt.usedAt} is null`,
        sql`${consentAttempt.expiresAt} > ${now.toISOString()}`,
      ),
    )
    .returning();
  return rows[0];
}

/** Why an attempt could not be used: this browser used it before, it came too late, or it is not this browser's. */
export async function consentAttemptFate(
  db: Database,
  { stateHash, provider, browserHash }: ConsentKey,
): Promise<'used' | 'expired' | 'foreign'> {
  const [row] = await db
    .select()
    .from(consentAttempt)
    .where(and(eq(consentAttempt.stateHash, stateHash), eq(consentAttempt.provider, provider)));
  if (row?.browserHash !== browserHash) return 'foreign';
  return row.usedAt ? 'used' : 'expired';
}
