import type { z } from 'zod';
import type {
  RecipientCheck,
  RecipientPage,
  RecipientsPost,
  SendPost,
} from '../../../domain/api/sending-runs.ts';
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
/** Rows of a page; all are counted. */
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
      for (const candidate of await candidatesOf(tx, today, found))
        note(check, toLine(today, candidate));
      after = found.at(-1) ?? after;
      if (found.length < CHUNK) return check;
    }
  });
}

type Asked = z.output<typeof RecipientsPost>;

/** A page of what the check counted, in the same order, so that every recipient can be seen before sending (UF-13). */
export async function listRecipients(
  ctx: Context,
  member: Member,
  { which, kind, q, after, limit }: Asked,
): Promise<z.input<typeof RecipientPage>> {
  assertMay(member, 'work');
  const { organisationId } = member;
  return inOrganisation(ctx.store, organisationId, async (tx) => {
    const today = await getOrganisationToday(tx, organisationId, ctx.now());
    const waiting = await toWaiting(tx, today, toWanted(which));
    const lines: Line[] = [];
    for (let from = after; ;) {
      const found = await listWaitingIds(tx, organisationId, waiting, {
        after: from,
        limit: CHUNK,
      });
      for (const candidate of await candidatesOf(tx, today, found)) {
        const line = toLine(today, candidate);
        if (line.kind === kind && isFound(line, q)) lines.push(line);
        if (lines.length > limit) return toPage(lines, limit);
      }
      from = found.at(-1) ?? from;
      if (found.length < CHUNK) return toPage(lines, limit);
    }
  });
}

function toPage(lines: Line[], limit: number): z.input<typeof RecipientPage> {
  const shown = lines.slice(0, limit);
  return {
    readyRows: shown.flatMap((line) => (line.kind === 'ready' ? [line.row] : [])),
    leftRows: shown.flatMap((line) => (line.kind === 'left' ? [line.row] : [])),
    next: lines.length > limit ? (shown.at(-1)?.row.invoiceId ?? null) : null,
  };
}

function isFound({ row }: Line, q: string): boolean {
  const recipients = 'recipients' in row ? row.recipients : [];
  const wanted = q.toLowerCase();
  return [row.customerName, row.number, ...recipients].some((text) =>
    (text ?? '').toLowerCase().includes(wanted),
  );
}

function note(check: Check, line: Line): void {
  check[line.kind] += 1;
  if (check[line.kind] > SHOWN) return;
  if (line.kind === 'ready') check.readyRows.push(line.row);
  else check.leftRows.push(line.row);
}

type Line =
  | { kind: 'ready'; row: Check['readyRows'][number] }
  | { kind: 'left'; row: Check['leftRows'][number] };

function toLine(today: OrganisationToday, candidate: Candidate): Line {
  const { invoice, customer } = candidate;
  const row = {
    invoiceId: invoice.id,
    number: invoice.number,
    customerId: invoice.customerId,
    customerName: customer?.fullName ?? null,
  };
  const answer = askMayLeave(today, candidate);
  if (answer.kind === 'stop') return { kind: 'left', row: { ...row, reason: answer.reason } };
  const { recipients, source } = answer;
  const language = languageOf(candidate, today.facts.language);
  return { kind: 'ready', row: { ...row, recipients, source, language } };
}
