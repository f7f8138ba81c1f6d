import { and, eq, gt, isNull, lte } from 'drizzle-orm';
import { consentChoice } from './schema/index.ts';
import type { Tx } from './transaction.ts';

export type ConsentChoice = typeof consentChoice.$inferSelect;

/** As the person who chooses, like all of these but the last. */
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

/** The tokens stand where they belong now. */
export async function dropConsentChoice(tx: Tx, id: string): Promise<void> {
  await tx.delete(consentChoice).where(eq(consentChoice.id, id));
}

/** In system scope: destroys the tokens of which nobody made use in time. Answers how many. */
export async function dropExpiredChoices(tx: Tx, now: Date): Promise<number> {
  const rows = await tx
    .delete(consentChoice)
    .where(lte(consentChoice.expiresAt, now))
    .returning({ id: consentChoice.id });
  return rows.length;
}
