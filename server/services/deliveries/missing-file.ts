import {
  missingFileNote,
  type MissingFileCase,
} from '../../../domain/deliveries/missing-file-note.ts';
import type { DeliveryId, OrganisationId } from '../../../domain/ids.ts';
import { localDateOf } from '../../../domain/local-date.ts';
import type { DeliveryRecord } from '../../db/deliveries.ts';
import { heldSince } from '../../db/held-since.ts';
import { findOrganisation } from '../../db/organisations.ts';
import { inOrganisation, type Tx } from '../../db/transaction.ts';
import type { Context } from '../context.ts';
import { addTask } from '../tasks/add.ts';
import { endTask } from '../tasks/end.ts';
import { missingFiles } from './collect-files.ts';

/** By then the books have had every chance: a person is told, and the message goes on waiting (E24). */
const LONGEST_WAIT_MS = 24 * 3_600_000;

const keyOf = ({ id }: DeliveryRecord): string => `file-missing:${id}`;

/** A case for a person, once for each message. */
export async function askAboutFile(
  ctx: Context,
  tx: Tx,
  row: DeliveryRecord,
  about: MissingFileCase,
): Promise<void> {
  const organisationId = row.organisationId as OrganisationId;
  const organisation = await findOrganisation(tx, organisationId);
  if (!organisation) return;
  await addTask(tx, organisationId, ctx.now(), {
    kind: 'file-missing',
    key: about === 'stopped' ? `${keyOf(row)}:stopped` : keyOf(row),
    dueOn: localDateOf(ctx.now(), organisation.timeZone),
    customerId: row.customerId,
    invoiceId: row.invoiceId,
    deliveryId: row.id as DeliveryId,
    note: missingFileNote(about, organisation.language === 'fr' ? 'fr' : 'en'),
  });
}

/**
 * Tells a person about a message that has waited too long. It counts from when the message was first held for a file, since each closing
 * of the sending hours moves the time at which it leaves.
 */
export async function noteLongWait(ctx: Context, row: DeliveryRecord): Promise<void> {
  const organisationId = row.organisationId as OrganisationId;
  await inOrganisation(ctx.store, organisationId, async (tx) => {
    const since = await heldSince(tx, row, missingFiles);
    if (since && ctx.now().getTime() - since.getTime() >= LONGEST_WAIT_MS)
      await askAboutFile(ctx, tx, row, 'waits');
  });
}

/** The message has left: nobody needs to look any more. */
export async function endLongWait(ctx: Context, tx: Tx, row: DeliveryRecord): Promise<void> {
  if (!missingFiles.includes(row.reason)) return;
  const at = { at: ctx.now(), by: 'Dunlin' };
  await endTask(tx, row.organisationId as OrganisationId, keyOf(row), at);
}
