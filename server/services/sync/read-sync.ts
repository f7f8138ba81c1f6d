import type { z } from 'zod';
import type { SyncJson } from '../../../domain/api/organisations.ts';
import { NotFound } from '../../../domain/errors.ts';
import { asId } from '../../../domain/ids.ts';
import { localDateOf } from '../../../domain/local-date.ts';
import { importKinds, type Books, type ImportKind } from '../../../integrations/books.ts';
import { findConnection } from '../../db/connections.ts';
import { countNamed } from '../../db/named-records.ts';
import {
  findLastPaymentOn,
  readFreshness,
  type OrganisationRecord,
} from '../../db/organisation-facts.ts';
import { findOrganisation } from '../../db/organisations.ts';
import { listHours, type SyncHour } from '../../db/sync-hours.ts';
import { countMirror, findLastRun, findOpenRun, type MirrorCounts } from '../../db/sync-runs.ts';
import { inOrganisation, type Tx } from '../../db/transaction.ts';
import type { Context, Member } from '../context.ts';
import { assertMay } from '../organisations/may.ts';
import { after } from './intervals.ts';
import { toRunJson } from './to-run-json.ts';

type SyncView = z.input<typeof SyncJson>;

const DAY_MS = 86_400_000;

/** The state of the mirror, as the sync screen shows it (ux O1). */
export async function readSync(ctx: Context, member: Member): Promise<SyncView> {
  assertMay(member, 'read');
  return inOrganisation(ctx.store, member.organisationId, (tx) => viewOf(ctx, tx, member));
}

async function viewOf(ctx: Context, tx: Tx, { organisationId }: Member): Promise<SyncView> {
  const now = ctx.now();
  const organisation = await findOrganisation(tx, organisationId);
  if (!organisation) throw new NotFound('organisation.unknown', 'no such organisation');
  const connection = await findConnection(tx, organisationId);
  const kinds = connection ? kindsIn(ctx.books(connection.provider)) : importKinds;
  const run = (await findOpenRun(tx, organisationId)) ?? (await findLastRun(tx, organisationId));
  return {
    run: run ? toRunJson(run, now) : null,
    kinds: kindsOf(kinds, organisation, await countMirror(tx, organisationId)),
    syncedAt: textOf(organisation.syncedAt),
    checkedAt: textOf(connection?.checkedAt),
    nextCheckAt: connection?.state === 'live' ? textOf(connection.nextCheckAt) : null,
    waiting: await countNamed(tx, organisationId),
    hours: (await listHours(tx, organisationId, after(now, -DAY_MS))).map(toHour),
    freshness: await freshnessOf(tx, organisation, now),
  };
}

const textOf = (at: Date | null | undefined): string | null => at?.toISOString() ?? null;

/** Those that the mirror holds of these books. */
function kindsIn({ abilities }: Books): readonly ImportKind[] {
  return importKinds.filter((kind) => kind !== 'attachments' || abilities.mirrorsFiles);
}

function kindsOf(
  kinds: readonly ImportKind[],
  organisation: OrganisationRecord,
  counts: MirrorCounts,
): SyncView['kinds'] {
  return kinds.map((kind) => ({
    kind,
    syncedAt: organisation.kindsSyncedAt[kind] ?? null,
    records: counts[kind],
  }));
}

const toHour = ({ hourAt, changed, calls }: SyncHour): SyncView['hours'][number] => ({
  at: hourAt.toISOString(),
  changed,
  calls,
});

/** The screen names the last payment also where the owner does not go by it. */
async function freshnessOf(
  tx: Tx,
  record: OrganisationRecord,
  now: Date,
): Promise<SyncView['freshness']> {
  const { stale, since, staleAfterHours, paymentsWithinDays } = await readFreshness(
    tx,
    record,
    now,
  );
  const { id, timeZone, reconciledAt, reconciledBy } = record;
  return {
    stale,
    since,
    staleAfterHours,
    paymentsWithinDays,
    lastPaymentOn: await findLastPaymentOn(tx, asId(id), localDateOf(now, timeZone)),
    reconciledAt: textOf(reconciledAt),
    reconciledBy,
  };
}
