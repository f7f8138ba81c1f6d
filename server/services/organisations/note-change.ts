import { AutopaySettings } from '../../../domain/calendar/autopay.ts';
import { SendingSettings } from '../../../domain/calendar/sending-settings.ts';
import { InvoiceSendingSettings } from '../../../domain/invoice-sending/settings.ts';
import { SenderSettings } from '../../../domain/sender/settings.ts';
import { addActivity, announce } from '../../db/activity.ts';
import type { NewOrganisation, Organisation } from '../../db/organisations.ts';
import type { Tx } from '../../db/transaction.ts';
import { actorOf, type Context, type Member } from '../context.ts';

type Told = string | number | boolean | null | string[];

/** Settings that are one value each. */
const single = [
  'timeZone',
  'language',
  'writeBackSentMark',
  'writeBackStatusFieldId',
  'writeBackNote',
  'writeBackEmail',
  'writeBackPromise',
  'nativeReminders',
  'staleAfterHours',
  'paymentsWithinDays',
] as const;
/** Settings that are many in one; each is told by its own name, e.g. `sending.holidays.country`. */
const many = {
  sending: SendingSettings,
  autopay: AutopaySettings,
  invoiceSending: InvoiceSendingSettings,
  sender: SenderSettings,
};

/** One line of history with every setting before and after. */
export async function noteChange(
  ctx: Context,
  tx: Tx,
  member: Member,
  before: Organisation,
  change: Partial<NewOrganisation>,
): Promise<void> {
  const changed = [...changesOf(before, change)];
  const detail = Object.fromEntries(
    changed.flatMap(([field, was, is]) => [
      [`${field}Before`, was],
      [`${field}After`, is],
    ]),
  );
  const { organisationId } = member;
  await addActivity(tx, {
    organisationId,
    at: ctx.now(),
    kind: 'organisation.changed',
    actor: actorOf(member),
    detail: { fields: changed.map(([field]) => field), ...detail },
  });
  await announce(tx, organisationId, 'organisation');
}

type Change = [field: string, before: Told, after: Told];

function* changesOf(before: Organisation, change: Partial<NewOrganisation>): Generator<Change> {
  for (const field of single)
    if (change[field] !== undefined && change[field] !== before[field])
      yield [field, before[field], change[field] ?? null];
  for (const [field, settings] of Object.entries(many) as [keyof typeof many, Readable][]) {
    if (change[field] === undefined) continue;
    const was = new Map(leavesOf(settings.parse(before[field]), field));
    const is = new Map(leavesOf(change[field], field));
    for (const name of new Set([...was.keys(), ...is.keys()])) {
      const pair = [was.get(name) ?? null, is.get(name) ?? null] as const;
      if (JSON.stringify(pair[0]) !== JSON.stringify(pair[1])) yield [name, ...pair];
    }
  }
}

interface Readable {
  parse(stored: unknown): unknown;
}

function* leavesOf(value: unknown, path: string): Generator<[string, Told]> {
  if (Array.isArray(value)) yield [path, value.map(String)];
  else if (typeof value === 'object' && value !== null)
    for (const [name, inner] of Object.entries(value)) yield* leavesOf(inner, `${path}.${name}`);
  else yield [path, value as Told];
}
