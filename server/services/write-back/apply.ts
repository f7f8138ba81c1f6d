import type { InvoiceId, OrganisationId } from '../../../domain/ids.ts';
import { later, skipped, type JobOutcome } from '../../../domain/jobs.ts';
import { Bug, Conflict, NeedsPerson, NeedsReconnect, Refused } from '../../../domain/errors.ts';
import { findOpenPromiseOf } from '../../db/silence-records.ts';
import { inOrganisation, type Tx } from '../../db/transaction.ts';
import { findWriteBack, type WriteBack } from '../../db/write-backs.ts';
import { openCompany } from '../connections/open-company.ts';
import type { Context } from '../context.ts';
import { fieldsAgreed } from './agreed.ts';
import { settle, type Settlement } from './settle.ts';
import { writeEmail } from './write-email.ts';
import { writeInvoice } from './write-invoice.ts';
import type { Writing } from './writing.ts';

/** Pause before it is looked again whether the books let us in; that costs no call. */
const RECONNECT_LOOK_MS = 300_000;

/**
 * Writes the agreed fields into the books, with the version the books hold, and reads them back. A failure here never touches the
 * message: that has left. A repeat is harmless, because the books are looked at first and the request id names the logical write.
 * Without a connection the row waits, however long that takes (E58).
 */
export async function applyWriteBack(
  ctx: Context,
  organisationId: OrganisationId,
  id: string,
): Promise<JobOutcome> {
  const { row, fields, isOver } = await load(ctx, organisationId, id);
  if (row?.state !== 'waiting') return skipped('nothing waits');
  if (isOver) return settle(ctx, row, { state: 'dropped', reason: 'write-back.promise-over' });
  if (!fields) return settle(ctx, row, { state: 'dropped', reason: 'no-longer-agreed' });
  try {
    const { company } = await openCompany(ctx, organisationId);
    return await settle(ctx, row, await write({ ctx, company, row, fields }));
  } catch (error) {
    if (isFinal(error)) return settle(ctx, row, { state: 'failed', reason: error.code });
    if (error instanceof NeedsReconnect)
      return later(new Date(ctx.now().getTime() + RECONNECT_LOOK_MS), error.code);
    throw error;
  }
}

function load(ctx: Context, organisationId: OrganisationId, id: string) {
  return inOrganisation(ctx.store, organisationId, async (tx) => {
    const row = await findWriteBack(tx, organisationId, id);
    return {
      row,
      fields: row ? await fieldsAgreed(tx, row) : null,
      isOver: row?.kind === 'promise' && !(await isStillPromised(tx, row)),
    };
  });
}

/** A promise that was withdrawn, settled or replaced by another day is not written any more. */
async function isStillPromised(tx: Tx, row: WriteBack): Promise<boolean> {
  const organisationId = row.organisationId as OrganisationId;
  const open = await findOpenPromiseOf(tx, organisationId, row.invoiceId as InvoiceId);
  return open !== undefined && open.promisedOn === row.fields.expectedOn;
}

function write(writing: Writing): Promise<Settlement> {
  return writing.row.kind === 'customer-email' ? writeEmail(writing) : writeInvoice(writing);
}

/** Another try would end the same way, or has been made often enough: a person looks at it. */
function isFinal(error: unknown): error is Refused | NeedsPerson | Conflict | Bug {
  return [Refused, NeedsPerson, Conflict, Bug].some((kind) => error instanceof kind);
}
