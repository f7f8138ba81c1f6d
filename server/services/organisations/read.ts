import type { z } from 'zod';
import type { ConnectionJson, OrganisationJson } from '../../../domain/api/organisations.ts';
import { AutopaySettings } from '../../../domain/calendar/autopay.ts';
import { SendingSettings } from '../../../domain/calendar/sending-settings.ts';
import { InvoiceSendingSettings } from '../../../domain/invoice-sending/settings.ts';
import { SenderSettings } from '../../../domain/sender/settings.ts';
import { NotFound } from '../../../domain/errors.ts';
import { findConnection, type Connection } from '../../db/connections.ts';
import { findGrant, type BooksGrant } from '../../db/grants.ts';
import { findOrganisation, type Organisation } from '../../db/organisations.ts';
import { findLastRun } from '../../db/sync-runs.ts';
import { inOrganisation } from '../../db/transaction.ts';
import type { Context, Member } from '../context.ts';
import { monthOf, readAllowance } from '../connections/allowance.ts';
import { endOfGrant } from '../connections/ending.ts';
import { languageOf } from '../sign-in/me.ts';
import { toRunJson } from '../sync/to-run-json.ts';
import { assertMay } from './may.ts';

export type OrganisationView = z.input<typeof OrganisationJson>;

/** The organisation as its pages need it: settings, connection, and how the last reading went. */
export async function readOrganisation(ctx: Context, member: Member): Promise<OrganisationView> {
  assertMay(member, 'read');
  const id = member.organisationId;
  const [row, connection, grant, run] = await inOrganisation(ctx.store, id, async (tx) => {
    const found = await findConnection(tx, id);
    const grantId = found?.grantId ?? null;
    return [
      await findOrganisation(tx, id),
      found,
      grantId === null ? undefined : await findGrant(tx, grantId),
      await findLastRun(tx, id),
    ] as const;
  });
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
    writeBack: {
      sentMark: row.writeBackSentMark,
      statusFieldId: row.writeBackStatusFieldId,
      note: row.writeBackNote,
      email: row.writeBackEmail,
      promise: row.writeBackPromise,
    },
    customFields: row.customFields,
    sending: SendingSettings.parse(row.sending),
    sendingStopped: row.sendingStoppedAt && {
      at: row.sendingStoppedAt.toISOString(),
      reason: row.sendingStoppedReason ?? 'mass-bounce',
    },
    autopay: AutopaySettings.parse(row.autopay),
    sender: SenderSettings.parse(row.sender),
    invoiceSending: InvoiceSendingSettings.parse(row.invoiceSending),
    connection: connection ? await toConnectionJson(ctx, row, connection, grant) : null,
    lastSync: run ? toRunJson(run, ctx.now()) : null,
    syncedAt: row.syncedAt?.toISOString() ?? null,
  };
}

async function toConnectionJson(
  ctx: Context,
  organisation: Organisation,
  row: Connection,
  grant: BooksGrant | undefined,
): Promise<z.input<typeof ConnectionJson>> {
  const { name, abilities } = ctx.books(row.provider);
  const { nativeReminders, nativeRemindersAt, nativeRemindersBy } = organisation;
  return {
    books: row.provider,
    booksName: name,
    companyName: row.companyName,
    state: row.state,
    reason: row.reason,
    connectedAt: row.connectedAt.toISOString(),
    connectedBy: row.connectedBy,
    pausedUntil: row.state === 'paused' ? (row.pausedUntil?.toISOString() ?? null) : null,
    endsAt: endOfGrant(ctx.now(), row, grant)?.toISOString() ?? null,
    calls: await toCallsJson(ctx, row),
    memo: abilities.memo,
    writes: {
      statusField: abilities.statusField,
      noteLine: abilities.noteLine,
      expectedDay: abilities.expectedDay,
      maxEmailLength: abilities.maxEmailLength,
    },
    nativeReminders: {
      ability: abilities.nativeReminders,
      answer: nativeReminders,
      at: nativeRemindersAt?.toISOString() ?? null,
      by: nativeRemindersBy,
    },
  };
}

async function toCallsJson(
  ctx: Context,
  connection: Connection,
): Promise<z.input<typeof ConnectionJson>['calls']> {
  const { callsMonth, callsThisMonth } = connection;
  const month = monthOf(ctx.now());
  return {
    month: `${month}-01`,
    thisCompany: callsMonth === month ? callsThisMonth : 0,
    ...(await readAllowance(ctx, connection)),
  };
}
