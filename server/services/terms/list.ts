import type { z } from 'zod';
import type { TermList } from '../../../domain/api/rules.ts';
import { countOpenByTerm, listTerms } from '../../db/term-list.ts';
import { inOrganisation } from '../../db/transaction.ts';
import type { Context, Member } from '../context.ts';
import { assertMay } from '../organisations/may.ts';

/** Payment terms with the open invoices behind each, for the switches of BJ-13. */
export async function listTermsWithUse(
  ctx: Context,
  member: Member,
): Promise<z.input<typeof TermList>> {
  assertMay(member, 'read');
  const { organisationId } = member;
  return inOrganisation(ctx.store, organisationId, async (tx) => {
    const terms = await listTerms(tx, organisationId);
    const open = await countOpenByTerm(tx, organisationId);
    return {
      terms: terms.map((term) => ({ ...term, openInvoices: open.get(term.id) ?? 0 })),
      withoutTerms: open.get(null) ?? 0,
    };
  });
}
