import { and, eq } from 'drizzle-orm';
import type { DeliveryId, InvoiceId, OrganisationId } from '../../../domain/ids.ts';
import { done, later, skipped, type JobOutcome } from '../../../domain/jobs.ts';
import type { Invoice } from '../../../domain/invoice/invoice.ts';
import { Conflict, NeedsPerson, NeedsReconnect, Refused } from '../../../domain/errors.ts';
import type { BooksCompany, InvoiceWrite } from '../../../integrations/books.ts';
import { addActivity, announce } from '../../db/activity.ts';
import { organisation, writeBack } from '../../db/schema/index.ts';
import { inOrganisation } from '../../db/transaction.ts';
import { openCompany } from '../connections/open-company.ts';
import { dunlin, type Context } from '../context.ts';
import { upsertInvoices } from '../mirror/upsert.ts';

type WriteBackRecord = typeof writeBack.$inferSelect;

/** A stale version is read again and re-applied this often; after that a person looks at it. */
const MAX_CONFLICTS = 3;
/** Pause before the books are asked again whether they let us in. */
const RECONNECT_LOOK_MS = 3_600_000;

/**
 * Writes the agreed fields into the books, with the version the books hold, and reads them back. A failure here never touches the
 * message: that has left. A repeat is harmless, because the request id names the logical write.
 */
export async function applyWriteBack(
  ctx: Context,
  organisationId: OrganisationId,
  id: string,
): Promise<JobOutcome> {
  const row = await load(ctx, organisationId, id);
  if (row?.state !== 'waiting') return skipped('nothing waits');
  const fields = await stillAgreed(ctx, organisationId, row);
  if (!fields) return settle(ctx, row, { state: 'dropped', reason: 'no-longer-agreed' });
  try {
    const { company } = await openCompany(ctx, organisationId);
    const { before, after } = await writeAndReadBack(company, row, fields);
    await inOrganisation(ctx.store, organisationId, (tx) =>
      upsertInvoices(tx, organisationId, [after], { now: ctx.now(), actor: dunlin }),
    );
    if (!holds(after, fields))
      return await settle(ctx, row, {
        state: 'failed',
        reason: 'not-kept-by-the-books',
        before: shown(before, fields),
        after: shown(after, fields),
      });
    return await settle(ctx, row, {
      state: 'done',
      reason: '',
      before: shown(before, fields),
      after: shown(after, fields),
    });
  } catch (error) {
    if (isFinal(error)) return settle(ctx, row, { state: 'failed', reason: error.code });
    if (error instanceof NeedsReconnect)
      return later(new Date(ctx.now().getTime() + RECONNECT_LOOK_MS), error.code);
    throw error;
  }
}

/** Another try would end the same way, or has been made often enough: a person looks at it. */
function isFinal(error: unknown): error is Refused | NeedsPerson | Conflict {
  return [Refused, NeedsPerson, Conflict].some((kind) => error instanceof kind);
}

type Fields = WriteBackRecord['fields'];

function load(
  ctx: Context,
  organisationId: OrganisationId,
  id: string,
): Promise<WriteBackRecord | undefined> {
  return inOrganisation(ctx.store, organisationId, async (tx) => {
    const rows = await tx.select().from(writeBack).where(isRow(organisationId, id));
    return rows[0];
  });
}

const isRow = (organisationId: OrganisationId, id: string) =>
  and(eq(writeBack.organisationId, organisationId), eq(writeBack.id, id));

/** The owner may have changed their mind since the message left: only what is agreed now is written. */
async function stillAgreed(
  ctx: Context,
  organisationId: OrganisationId,
  { fields }: WriteBackRecord,
): Promise<Fields | null> {
  const [agreed] = await inOrganisation(ctx.store, organisationId, (tx) =>
    tx.select().from(organisation).where(eq(organisation.id, organisationId)),
  );
  const sentMark = fields.sentMark && agreed?.writeBackSentMark === true;
  const statusFieldId =
    fields.statusFieldId === agreed?.writeBackStatusFieldId ? fields.statusFieldId : null;
  return sentMark || statusFieldId !== null ? { ...fields, sentMark, statusFieldId } : null;
}

async function writeAndReadBack(
  company: BooksCompany,
  row: WriteBackRecord,
  fields: Fields,
): Promise<{ before: Invoice; after: Invoice }> {
  const id = row.invoiceId as InvoiceId;
  for (let round = 1; ; round += 1) {
    const before = await readOne(company, id);
    if (before.state === 'void' || before.state === 'deleted')
      throw new Refused('write-back.gone', 'the invoice was voided');
    if (holds(before, fields)) return { before, after: before };
    try {
      await company.writeInvoice(toWrite(row, fields, before));
      return { before, after: await readOne(company, id) };
    } catch (error) {
      if (!(error instanceof Conflict) || round >= MAX_CONFLICTS) throw error;
    }
  }
}

async function readOne(company: BooksCompany, id: InvoiceId): Promise<Invoice> {
  const { invoices } = await company.readInvoices([id]);
  const [invoice] = invoices;
  if (!invoice) throw new Refused('write-back.gone', 'the invoice no longer exists');
  return invoice;
}

/** The version is part of the request id: after a conflict it is another request, and a repeat of the same one stays harmless. */
function toWrite(row: WriteBackRecord, fields: Fields, before: Invoice): InvoiceWrite {
  const write: InvoiceWrite = {
    id: before.id,
    booksVersion: before.booksVersion,
    requestId: `${row.id}-${before.booksVersion}`,
  };
  if (fields.sentMark) write.sentMark = { sentAt: row.createdAt };
  if (fields.statusFieldId !== null)
    write.statusField = { fieldId: fields.statusFieldId, text: fields.statusText };
  return write;
}

/** Whether the books hold what was agreed. The sent mark counts by its state: the delivery time may be kept or not by the vendor. */
function holds(invoice: Invoice, fields: Fields): boolean {
  const hasMark = !fields.sentMark || invoice.sentState === 'sent';
  const hasStatus =
    fields.statusFieldId === null ||
    invoice.customFields[fields.statusFieldId] === fields.statusText;
  return hasMark && hasStatus;
}

function shown(invoice: Invoice, fields: Fields): Record<string, string> {
  const values: Record<string, string> = {};
  if (fields.sentMark) values.sentState = invoice.sentState;
  if (fields.statusFieldId !== null)
    values.statusField = invoice.customFields[fields.statusFieldId] ?? '';
  return values;
}

async function settle(
  ctx: Context,
  row: WriteBackRecord,
  change: {
    state: 'done' | 'dropped' | 'failed';
    reason: string;
    before?: Record<string, string>;
    after?: Record<string, string>;
  },
): Promise<JobOutcome> {
  const organisationId = row.organisationId as OrganisationId;
  await inOrganisation(ctx.store, organisationId, async (tx) => {
    const settled = await tx
      .update(writeBack)
      .set({ ...change, doneAt: ctx.now() })
      .where(and(isRow(organisationId, row.id), eq(writeBack.state, 'waiting')))
      .returning({ id: writeBack.id });
    // Another worker was faster: the books were written once all the same, and it is told once.
    if (settled.length === 0) return;
    await addActivity(tx, {
      organisationId,
      at: ctx.now(),
      kind: `write-back.${change.state}`,
      actor: dunlin,
      invoiceId: row.invoiceId as InvoiceId,
      deliveryId: row.deliveryId as DeliveryId,
      detail: {
        reason: change.reason,
        ...prefixed('before', change.before),
        ...prefixed('after', change.after),
      },
    });
    await announce(tx, organisationId, 'invoices');
  });
  return done;
}

function prefixed(prefix: string, values: Record<string, string> = {}): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [`${prefix}_${key}`, value]),
  );
}
