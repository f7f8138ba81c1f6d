import type { OrganisationId } from '../../../domain/ids.ts';
import type { Books, GrantedAccess } from '../../../integrations/books.ts';
import { lockConnection, type Connection } from '../../db/connections.ts';
import { findLostSharers } from '../../db/grants.ts';
import type { MembershipRow, Person } from '../../db/people.ts';
import { asSystem, inOrganisation } from '../../db/transaction.ts';
import type { Context } from '../context.ts';
import { mayRole } from '../organisations/may.ts';
import { connectAgain } from './connect-again.ts';
import { booksIndexOf } from './sealed-tokens.ts';

interface Consent {
  books: Books;
  person: Person;
  access: Pick<GrantedAccess, 'key' | 'reached'>;
}

/**
 * Where the vendor hangs tokens on a person, one consent brings back every company whose access had died with the old ones: those that the
 * new tokens reach, in organisations that the person runs. Others wait for somebody who may connect them (E25).
 */
export async function reviveSiblings(
  ctx: Context,
  consent: Consent,
  own: MembershipRow[],
): Promise<void> {
  const { books, access } = consent;
  const indexOf = (id: string) => booksIndexOf(ctx.secrets, books.key, id);
  const reached = new Set(access.reached.map(indexOf));
  const runs = new Set(own.filter(({ role }) => mayRole(role, 'run')).map(({ id }) => id));
  const sharers = await asSystem(ctx.store, (tx) =>
    findLostSharers(tx, books.key, indexOf(access.key)),
  );
  for (const one of sharers)
    if (reached.has(one.booksIndex) && runs.has(one.organisationId))
      await revive(ctx, consent, one);
}

async function revive(ctx: Context, consent: Consent, sibling: Connection): Promise<void> {
  const organisationId = sibling.organisationId as OrganisationId;
  await inOrganisation(ctx.store, organisationId, async (tx) => {
    const row = await lockConnection(tx, organisationId, sibling.id);
    if (row?.state !== 'needs-reconnect') return;
    await connectAgain(tx, row, consent, { grantId: row.grantId, at: ctx.now() });
  });
}
