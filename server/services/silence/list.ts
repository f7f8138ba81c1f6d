import { z } from 'zod';
import type {
  InvoiceSilence,
  SilencePage,
  SilenceQuery,
  SilenceRow,
} from '../../../domain/api/silence.ts';
import { NotFound } from '../../../domain/errors.ts';
import type { CustomerId, InvoiceId, OrganisationId } from '../../../domain/ids.ts';
import { findBilledAncestorIds } from '../../db/mirror.ts';
import { countPromises } from '../../db/promise-settle.ts';
import { listSilences } from '../../db/silence-list.ts';
import { findSubjectInvoice } from '../../db/silence-records.ts';
import { inOrganisation, type Tx } from '../../db/transaction.ts';
import type { Context, Member } from '../context.ts';
import { assertMay } from '../organisations/may.ts';
import { cutPage, fromCursor } from '../paging.ts';
import { todayIn } from './subject.ts';
import { toSilenceRows } from './to-rows.ts';

const Place = z.object({ at: z.string().max(40), id: z.uuid() });
/** More than anybody mutes one invoice by. */
const MOST_OF_ONE = 200;

/** Everything that is silent today, on any level, newest first (W10). */
export async function listSilencePage(
  ctx: Context,
  member: Member,
  { q, kind, cursor, limit }: z.output<typeof SilenceQuery>,
): Promise<z.input<typeof SilencePage>> {
  assertMay(member, 'read');
  const { organisationId } = member;
  const after = fromCursor(Place, cursor);
  return inOrganisation(ctx.store, organisationId, async (tx) => {
    const todayOn = await todayIn(tx, organisationId, ctx.now());
    const request = { todayOn, kind, text: q, after, limit: limit + 1 };
    const rows = await listSilences(tx, organisationId, request);
    const page = cutPage(rows, limit, ({ place, id }) => ({ at: place, id }));
    const shown = await toSilenceRows(tx, organisationId, page.rows);
    return { rows: shown, next: page.next, todayOn };
  });
}

/** What reaches one invoice, from every level, and how its customer kept earlier promises. Throws NotFound. */
export async function readInvoiceSilence(
  ctx: Context,
  member: Member,
  id: InvoiceId,
): Promise<InvoiceSilence> {
  assertMay(member, 'read');
  const { organisationId } = member;
  return inOrganisation(ctx.store, organisationId, async (tx) => {
    const found = await findSubjectInvoice(tx, organisationId, id);
    if (!found) throw new NotFound('invoice.unknown', 'no such invoice');
    const todayOn = await todayIn(tx, organisationId, ctx.now());
    const invoice = {
      id,
      customerIds: await billedFor(tx, organisationId, found.customerId as CustomerId | null),
    };
    const rows = await listSilences(tx, organisationId, { todayOn, invoice, limit: MOST_OF_ONE });
    return {
      todayOn,
      rows: await toSilenceRows(tx, organisationId, rows),
      promises: await countPromises(tx, organisationId, found.customerId),
    };
  });
}

async function billedFor(
  tx: Tx,
  organisationId: OrganisationId,
  id: CustomerId | null,
): Promise<CustomerId[]> {
  return id === null ? [] : [id, ...(await findBilledAncestorIds(tx, organisationId, id))];
}

/** One entry, for whoever has just changed it. Throws NotFound. */
export async function getSilence(
  tx: Tx,
  organisationId: OrganisationId,
  id: string,
  now: Date,
): Promise<SilenceRow> {
  const todayOn = await todayIn(tx, organisationId, now);
  const rows = await listSilences(tx, organisationId, { todayOn, id, limit: 1 });
  const [row] = await toSilenceRows(tx, organisationId, rows);
  if (!row) throw new NotFound('mute.unknown', 'no such entry');
  return row;
}
