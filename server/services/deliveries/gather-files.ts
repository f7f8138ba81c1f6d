import { STOPPED } from '../../../domain/deliveries/choices.ts';
import type { OrganisationId } from '../../../domain/ids.ts';
import { settleClaimed, type DeliveryRecord } from '../../db/deliveries.ts';
import { inOrganisation } from '../../db/transaction.ts';
import type { OnlineInvoice } from '../../render/extras.ts';
import type { Context } from '../context.ts';
import type { Reading } from '../sync/reading.ts';
import { collectFiles, type CollectedFiles, type WantedFiles } from './collect-files.ts';
import { callOff } from './last-look.ts';
import { askAboutFile } from './missing-file.ts';
import { readOnlineLinks } from './online-links.ts';
import type { Look, Outgoing, OutgoingInvoice } from './outgoing.ts';

/** A message with all it is to carry. */
export interface Loaded {
  kind: 'go';
  outgoing: Outgoing;
  /** Of each invoice, in the same order. */
  loads: CollectedFiles[];
  /** Where its customer sees each invoice, as far as that was asked for and is known. */
  online: OnlineInvoice[];
}

/** `again`: an invoice was taken out, and the others leave with another message. */
type Gathered = Loaded | { kind: 'again'; reason: string } | Exclude<Look, { kind: 'go' }>;

/**
 * The files of a message, invoice by invoice. One whose file is missing is called off when it is not to leave without; the others are
 * looked at once more, since it may have set the tone of the message. Throws FileMissing when the message is to wait.
 */
export async function gatherFiles(
  ctx: Context,
  { organisationId, company }: Pick<Reading, 'organisationId' | 'company'>,
  outgoing: Outgoing,
): Promise<Gathered> {
  const { claimed, invoices } = outgoing;
  const wanted = invoices.map(toWanted);
  const loads = wanted.some(({ attachPdf, attachMarkedFiles }) => attachPdf || attachMarkedFiles)
    ? await collectFiles(company, wanted)
    : wanted.map(() => ({ files: [], hasPdf: false, tooLarge: [], missing: null }));
  const isStopped = (_: DeliveryRecord, index: number): boolean =>
    loads[index]?.missing != null && invoices[index]?.missingPdf === 'stop';
  const stopped = claimed.filter(isStopped);
  if (stopped.length === 0)
    return { kind: 'go', outgoing, loads, online: await readOnlineLinks(company, outgoing) };
  const others = claimed.filter((row) => !stopped.includes(row));
  for (const row of stopped) await stop(ctx, organisationId, row);
  await putAside(ctx, organisationId, others);
  return { kind: others.length > 0 ? 'again' : 'stopped', reason: STOPPED };
}

function toWanted({
  candidate,
  attachPdf,
  attachMarkedFiles,
  missingPdf,
}: OutgoingInvoice): WantedFiles {
  const { id, number } = candidate.invoice;
  return { invoiceId: id, number, attachPdf, attachMarkedFiles, missingPdf };
}

async function stop(
  ctx: Context,
  organisationId: OrganisationId,
  claimed: DeliveryRecord,
): Promise<void> {
  await inOrganisation(ctx.store, organisationId, async (tx) => {
    const answer = await callOff({ ctx, tx, organisationId }, claimed, STOPPED);
    if (answer.kind === 'stopped') await askAboutFile(ctx, tx, claimed, 'stopped');
  });
}

async function putAside(
  ctx: Context,
  organisationId: OrganisationId,
  rows: DeliveryRecord[],
): Promise<void> {
  await inOrganisation(ctx.store, organisationId, async (tx) => {
    for (const row of rows)
      await settleClaimed(tx, row, { state: 'planned', reason: '', claimedAt: null });
  });
}
