import { and, eq, gt, isNull, lte, or } from 'drizzle-orm';
import { consentChoice } from './schema/index.ts';
import type { Tx } from './transaction.ts';

export type ConsentChoice = typeof consentChoice.$inferSelect;

/** As the person who chooses, like all of these unless they say otherwise. */
export async function addConsentChoice(
  tx: Tx,
  row: typeof consentChoice.$inferInsert,
): Promise<void> {
  await tx.insert(consentChoice).values(row);
}

export async function findConsentChoice(tx: Tx, id: string): Promise<ConsentChoice | undefined> {
  return (await tx.select().from(consentChoice).where(eq(consentChoice.id, id)))[0];
}

/** Uses the choice up, in one statement: of two answers only one gets it. */
export async function useConsentChoice(tx: Tx, id: string, now: Date): Promise<boolean> {
  const isOpen = and(isNull(consentChoice.usedAt), gt(consentChoice.expiresAt, now));
  const rows = await tx
    .update(consentChoice)
    .set({ usedAt: now })
    .where(and(eq(consentChoice.id, id), isOpen))
    .returning({ id: consentChoice.id });
  return rows.length > 0;
}

/** Nothing came of the answer: another one may be given. */
export async function reopenConsentChoice(tx: Tx, id: string): Promise<void> {
  await tx.update(consentChoice).set({ usedAt: null }).where(eq(consentChoice.id, id));
}

/** The tokens stand where they belong now; in system scope: nobody needs them any more. */
export async function dropConsentChoice(tx: Tx, id: string): Promise<void> {
  await tx.delete(consentChoice).where(eq(consentChoice.id, id));
}

/** In system scope: choices that nobody made in time, and whose access is to be ended now. One that is being made is left alone. */
export function findExpiredChoices(
  tx: Tx,
  { now, usedBefore }: { now: Date; usedBefore: Date },
  limit: number,
): Promise<ConsentChoice[]> {
  return tx
    .select()
    .from(consentChoice)
    .where(
      and(
        lte(consentChoice.expiresAt, now),
        or(isNull(consentChoice.usedAt), lte(consentChoice.usedAt, usedBefore)),
        or(isNull(consentChoice.endTryAt), lte(consentChoice.endTryAt, now)),
      ),
    )
    .limit(limit);
}

/** In system scope: takes the next try to end the access, and says when the one after it comes. False when somebody else took it. */
export async function claimChoiceEnd(
  tx: Tx,
  { id, endTryAt }: ConsentChoice,
  nextTryAt: Date,
): Promise<boolean> {
  const isUntouched = endTryAt
    ? eq(consentChoice.endTryAt, endTryAt)
    : isNull(consentChoice.endTryAt);
  const rows = await tx
    .update(consentChoice)
    .set({ endTryAt: nextTryAt })
    .where(and(eq(consentChoice.id, id), isUntouched))
    .returning({ id: consentChoice.id });
  return rows.length > 0;
}

/** In system scope: whether the same person has yet to choose from a later consent. */
export async function hasOpenChoice(
  tx: Tx,
  { provider, consenterId }: Pick<ConsentChoice, 'provider' | 'consenterId'>,
  now: Date,
): Promise<boolean> {
  const rows = await tx
    .select({ id: consentChoice.id })
    .from(consentChoice)
    .where(
      and(
        eq(consentChoice.provider, provider),
        eq(consentChoice.consenterId, consenterId),
        gt(consentChoice.expiresAt, now),
      ),
    )
    .limit(1);
  return rows.length > 0;
}
