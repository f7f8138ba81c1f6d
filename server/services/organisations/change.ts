import type { z } from 'zod';
import type { OrganisationPatch } from '../../../domain/api/organisations.ts';
import { Conflict, Invalid, NotFound } from '../../../domain/errors.ts';
import type { OrganisationId } from '../../../domain/ids.ts';
import { lastCutOffDay } from '../../../domain/invoice-sending/sends-at.ts';
import { languages } from '../../../domain/rules/rule.ts';
import { addDays, isTimeZone, localDateOf, startOfDay } from '../../../domain/local-date.ts';
import {
  changeOrganisation,
  findOrganisation,
  type NewOrganisation,
  type Organisation,
} from '../../db/organisations.ts';
import { sendingSettingsOf } from '../../db/invoice-sending.ts';
import { inOrganisation, type Tx } from '../../db/transaction.ts';
import { findTemplate } from '../../db/templates.ts';
import type { Context, Member } from '../context.ts';
import { assertPlace, resolveHolidays } from '../calendar/holidays.ts';
import { planEverything } from '../connections/plan-everything.ts';
import { assertMay } from './may.ts';
import { noteChange } from './note-change.ts';
import { readOrganisation, type OrganisationView } from './read.ts';

type Patch = z.output<typeof OrganisationPatch>;

/** The gates answer otherwise once one of these is changed. */
const decides = [
  'timeZone',
  'staleAfterHours',
  'paymentsWithinDays',
  'sending',
  'autopay',
  'invoiceSending',
] as const;

/** Changes settings. Throws Conflict for an old version, Invalid for a zone, a field or a country that does not exist. */
export async function changeSettings(
  ctx: Context,
  member: Member,
  patch: Patch,
): Promise<OrganisationView> {
  assertMay(member, 'run');
  const { organisationId } = member;
  const sending = await sendingChange(patch, ctx.now());
  await inOrganisation(ctx.store, organisationId, async (tx) => {
    const before = await findOrganisation(tx, organisationId);
    if (!before) throw new NotFound('organisation.unknown', 'no such organisation');
    await assertTemplate(tx, organisationId, patch);
    const change = {
      ...toChange(before, patch, { now: ctx.now(), by: member.name }),
      ...sending,
    };
    const saved = await changeOrganisation(tx, organisationId, patch.version, change);
    if (!saved) throw new Conflict('organisation.changed', 'the version is no longer current');
    await noteChange(ctx, tx, member, before, change);
    if (decides.some((field) => change[field] !== undefined))
      await planEverything(tx, organisationId, ctx.now());
  });
  return readOrganisation(ctx, member);
}

function toChange(
  before: Organisation,
  patch: Patch,
  { now, by }: { now: Date; by: string },
): Partial<NewOrganisation> {
  const { timeZone, language, writeBack, nativeReminders } = patch;
  const { staleAfterHours, paymentsWithinDays, autopay, invoiceSending, sender } = patch;
  return {
    ...(timeZone === undefined ? {} : zoneChange(timeZone, now)),
    ...(language === undefined ? {} : { language }),
    ...(writeBack === undefined ? {} : writeBackChange(before, writeBack)),
    ...(nativeReminders === undefined
      ? {}
      : { nativeReminders, nativeRemindersAt: now, nativeRemindersBy: by }),
    ...(staleAfterHours === undefined ? {} : { staleAfterHours }),
    ...(paymentsWithinDays === undefined ? {} : { paymentsWithinDays }),
    ...(autopay === undefined ? {} : { autopay }),
    ...(sender === undefined ? {} : { sender }),
    ...(invoiceSending === undefined ? {} : invoiceSendingChange(before, invoiceSending, now)),
  };
}

/** Only what is entered in the books from the moment it is turned on is to send (UF-3). */
function invoiceSendingChange(
  before: Organisation,
  invoiceSending: NonNullable<Patch['invoiceSending']>,
  now: Date,
): Partial<NewOrganisation> {
  const was = sendingSettingsOf(before);
  const turnsOn = invoiceSending.on && !was.on;
  const isAutomatic = invoiceSending.on && invoiceSending.mode === 'automatic';
  const becomesAutomatic = isAutomatic && (!was.on || was.mode !== 'automatic');
  return {
    invoiceSending,
    ...(turnsOn ? { invoiceSendingSince: now } : {}),
    // What waits already leaves with the next run, not in the moment of saving.
    ...(becomesAutomatic ? { invoiceRunOn: lastCutOffDay(now, invoiceSending) } : {}),
  };
}

/** The template is kept as it is until the settings are stored; each customer's language must be written (E35). */
async function assertTemplate(
  tx: Tx,
  organisationId: OrganisationId,
  { invoiceSending }: Patch,
): Promise<void> {
  const id = invoiceSending?.templateId ?? null;
  if (id === null) return;
  const template = await findTemplate(tx, organisationId, id, 'keep');
  if (!template) throw refused('organisation.template', 'invoiceSending.templateId');
  if (languages.some((language) => !template.texts[language]))
    throw refused('organisation.template-language', 'invoiceSending.templateId');
}

/** Settings of sending go with the holidays that follow from them, because planning cannot work those out itself. */
async function sendingChange(
  { sending }: Patch,
  now: Date,
): Promise<Pick<NewOrganisation, 'sending' | 'sendingHolidays' | 'sendingHolidaysOn'>> {
  if (sending === undefined) return {};
  await assertPlace(sending.holidays);
  return {
    sending,
    sendingHolidays: await resolveHolidays(sending.holidays, now.getUTCFullYear()),
    sendingHolidaysOn: localDateOf(now, 'UTC'),
  };
}

/** The next planning comes when the next day begins in the new zone. */
function zoneChange(timeZone: string, now: Date): Partial<NewOrganisation> {
  if (!isTimeZone(timeZone)) throw refused('organisation.time-zone', 'timeZone');
  const tomorrowOn = addDays(localDateOf(now, timeZone), 1);
  return { timeZone, timeZoneConfirmed: true, nextPlanAt: startOfDay(tomorrowOn, timeZone) };
}

function writeBackChange(
  { customFields }: Organisation,
  { sentMark, statusFieldId, note, email, promise }: NonNullable<Patch['writeBack']>,
): Partial<NewOrganisation> {
  if (statusFieldId !== null && !customFields.some((field) => field.id === statusFieldId)) {
    throw refused('organisation.status-field', 'writeBack.statusFieldId');
  }
  return {
    writeBackSentMark: sentMark,
    writeBackStatusFieldId: statusFieldId,
    writeBackNote: note,
    writeBackEmail: email,
    writeBackPromise: promise,
  };
}

function refused(code: string, path: string): Invalid {
  return new Invalid(code, `${path} does not exist`, [{ path, code, message: code }]);
}
