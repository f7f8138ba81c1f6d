import { leadFirst } from '../../../domain/deliveries/lead.ts';
import { STOPPED } from '../../../domain/deliveries/choices.ts';
import type { OrganisationId } from '../../../domain/ids.ts';
import { inOrganisation } from '../../db/transaction.ts';
import { openCompany } from '../connections/open-company.ts';
import type { Context } from '../context.ts';
import { collectFiles, type CollectedFiles, type WantedFiles } from './collect-files.ts';
import { callOff, type Look } from './last-look.ts';
import type { Go, Part } from './message-parts.ts';
import { askAboutFile } from './missing-file.ts';

/** A message with all it is to carry. */
export interface Loaded extends Go {
  /** Of each part, in the same order. */
  loads: CollectedFiles[];
}

/**
 * Each invoice's files as its own rule says. An invoice whose file is missing is called off when its rule says so; the others leave. Throws
 * FileMissing when the message is to wait.
 */
export async function gatherFiles(
  ctx: Context,
  organisationId: OrganisationId,
  go: Go,
): Promise<Loaded | Exclude<Look, Go>> {
  const wanted = go.parts.map(toWanted);
  const loads = wanted.some(({ attachPdf, attachMarkedFiles }) => attachPdf || attachMarkedFiles)
    ? await collectFiles((await openCompany(ctx, organisationId)).company, wanted)
    : wanted.map(() => ({ files: [], hasPdf: false, tooLarge: [], missing: null }));
  const loaded = go.parts.map((part, index) => ({ part, load: loads[index] as CollectedFiles }));
  const isStopped = ({ part, load }: (typeof loaded)[number]) =>
    load.missing !== null && part.rule.settings.email.missingPdf === 'stop';
  for (const { part } of loaded.filter(isStopped)) await stop(ctx, organisationId, part);
  const left = loaded.filter((one) => !isStopped(one));
  const [lead, ...others] = leadFirst(left.map(({ part, load }) => ({ ...part, load })));
  if (!lead) return { kind: 'stopped', reason: STOPPED };
  const parts = [lead, ...others] as const;
  return {
    ...go,
    parts: [lead, ...others],
    loads: parts.map(({ load }) => load),
  };
}

function toWanted({ rule, candidate }: Part): WantedFiles {
  const { id, number } = candidate.invoice;
  const { attachPdf, attachMarkedFiles, missingPdf } = rule.settings.email;
  return { invoiceId: id, number, attachPdf, attachMarkedFiles, missingPdf };
}

async function stop(
  ctx: Context,
  organisationId: OrganisationId,
  { claimed }: Part,
): Promise<void> {
  await inOrganisation(ctx.store, organisationId, async (tx) => {
    const answer = await callOff({ ctx, tx, organisationId }, claimed, STOPPED);
    if (answer.kind === 'stopped') await askAboutFile(ctx, tx, claimed, 'stopped');
  });
}
