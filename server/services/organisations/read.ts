import type { z } from 'zod';
import type {
  ConnectionJson,
  OrganisationJson,
  SyncRunJson,
} from '../../../domain/api/organisations.ts';
import { NotFound } from '../../../domain/errors.ts';
import { importKinds } from '../../../integrations/books.ts';
import { findConnection, type Connection } from '../../db/connections.ts';
import { findOrganisation } from '../../db/organisations.ts';
import { findLastRun, type SyncRun } from '../../db/sync-runs.ts';
import { inOrganisation } from '../../db/transaction.ts';
import type { Context, Member } from '../context.ts';
import { languageOf } from '../sign-in/me.ts';
import { assertMay } from './may.ts';

export type OrganisationView = z.input<typeof OrganisationJson>;

/** The organisation as its pages need it: settings, connection, and how the last reading went. */
export async function readOrganisation(ctx: Context, member: Member): Promise<OrganisationView> {
  assertMay(member, 'read');
  const id = member.organisationId;
  const [row, connection, run] = await inOrganisation(
    ctx.store,
    id,
    async (tx) =>
      [
        await findOrganisation(tx, id),
        await findConnection(tx, id),
        await findLastRun(tx, id),
      ] as const,
  );
  if (!row) throw new NotFound('organisation.unknown', 'no such organisation');
  return {
    id,
    name: row.name,
    role: member.role,
    version: row.version,
    timeZone: row.timeZone,
    timeZoneConfirmed: row.timeZoneConfirmed,
    language: languageOf(row.language),
    homeCurrency: row.homeCurrency,
    remindersOn: row.remindersOn,
    writeBack: { sentMark: row.writeBackSentMark, statusFieldId: row.writeBackStatusFieldId },
    customFields: row.customFields,
    connection: connection ? toConnectionJson(ctx, connection) : null,
    lastSync: run ? toSyncRunJson(run) : null,
    syncedAt: row.syncedAt?.toISOString() ?? null,
  };
}

function toConnectionJson(ctx: Context, row: Connection): z.input<typeof ConnectionJson> {
  return {
    books: row.provider,
    booksName: ctx.books(row.provider).name,
    companyName: row.companyName,
    state: row.state,
    reason: row.reason,
    connectedAt: row.connectedAt.toISOString(),
    connectedBy: row.connectedBy,
  };
}

function toSyncRunJson(run: SyncRun): z.input<typeof SyncRunJson> {
  return {
    id: run.id,
    type: run.type,
    state: run.state,
    startedAt: run.startedAt.toISOString(),
    endedAt: run.endedAt?.toISOString() ?? null,
    waitingUntil: run.state === 'waiting' ? (run.waitingUntil?.toISOString() ?? null) : null,
    progress: importKinds.map((kind) => {
      const { done, total } = run.progress[kind];
      return { kind, done, total };
    }),
    unreadable: run.unreadable,
    errorCode: run.errorCode,
  };
}
