import type { z } from 'zod';
import type { RecipientCheck, SendPost } from '../../../domain/api/sending-runs.ts';
import { getOrganisationToday, type OrganisationToday } from '../../db/organisation-facts.ts';
import { candidatesOf, type Candidate } from '../../db/planning.ts';
import { listWaitingIds } from '../../db/sending-runs.ts';
import { inOrganisation } from '../../db/transaction.ts';
import type { Context, Member } from '../context.ts';
import { languageOf } from '../deliveries/last-look.ts';
import { assertMay } from '../organisations/may.ts';
import { askMayLeave } from './mail-facts.ts';
import { toWaiting, toWanted } from './prepare-run.ts';

type Check = z.input<typeof RecipientCheck>;

const CHUNK = 2_000;
/** Rows that a person can take in before sending; all are counted. */
const SHOWN = 200;

/** Who would get which invoice, and which cannot be sent and why: the only check before sending by hand (UF-13, UF-7). */
export async function checkRecipients(
  ctx: Context,
  member: Member,
  asked: z.output<typeof SendPost>,
): Promise<Check> {
  assertMay(member, 'work');
  const { organisationId } = member;
  return inOrganisation(ctx.store, organisationId, async (tx) => {
    const today = await getOrganisationToday(tx, organisationId, ctx.now());
    const which = await toWaiting(tx, today, toWanted(asked));
    const check: Check = { ready: 0, readyRows: [], left: 0, leftRows: [] };
    for (let after = ''; ;) {
      const found = await listWaitingIds(tx, organisationId, which, { after, limit: CHUNK });
      for (const candidate of await candidatesOf(tx, today, found)) note(check, today, candidate);
      after = found.at(-1) ?? after;
      if (found.length < CHUNK) return check;
    }
  });
}

function note(check: Check, today: OrganisationToday, candidate: Candidate): void {
  const { invoice, customer } = candidate;
  const row = {
    invoiceId: invoice.id,
    number: invoice.number,
    customerId: invoice.customerId,
    customerName: customer?.fullName ?? null,
  };
  const answer = askMayLeave(today, candidate);
  if (answer.kind === 'stop') {
    check.left += 1;
    if (check.left <= SHOWN) check.leftRows.push({ ...row, reason: answer.reason });
    return;
  }
  const { recipients, source } = answer;
  check.ready += 1;
  if (check.ready <= SHOWN)
    check.readyRows.push({
      ...row,
      recipients,
      source,
      language: languageOf(candidate, today.facts.language),
    });
}
