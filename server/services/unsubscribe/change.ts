import type { Report } from '../../../integrations/channel.ts';
import { addEvidence, type DeliveryRecord } from '../../db/deliveries.ts';
import { announce } from '../../db/activity.ts';
import { lockHandedOver } from '../../db/reports.ts';
import { loadSuppressed } from '../../db/suppressions.ts';
import type { Context } from '../context.ts';
import { liftByReader } from '../evidence/lift-suppression.ts';
import { noteFailure } from '../evidence/note-failure.ts';
import {
  addressesOf,
  toPage,
  withMessage,
  type OpenMessage,
  type UnsubscribePage,
} from './open.ts';

/** `all`: those the message was written to, as a mail program asks by one click; else the place of one address on the page. */
export type WhichAddress = 'all' | number;

/**
 * No more reminders to addresses of this message, as if the provider had reported it (E34): kept as evidence, told to the team, and never
 * about the debt. Again does nothing more. Throws NotFound for a wrong or expired link.
 */
export function stopMessages(
  ctx: Context,
  token: string,
  which: WhichAddress,
): Promise<UnsubscribePage> {
  return withMessage(ctx, token, async (open) => {
    const carrier = await lock(open);
    for (const address of wanted(open, which)) {
      // Read for each: two ways of writing an address are one.
      const suppressed = await loadSuppressed(open.tx, open.ref.organisationId);
      if (carrier && !suppressed.has(address.toLowerCase()))
        await stop(ctx, open, carrier, address);
    }
    return toPage(open);
  });
}

/** The reader wants them again, which takes back their own wish and nothing else. Throws NotFound. */
export function resumeMessages(
  ctx: Context,
  token: string,
  which: WhichAddress,
): Promise<UnsubscribePage> {
  return withMessage(ctx, token, async (open) => {
    await lock(open);
    for (const address of wanted(open, which))
      await liftByReader(ctx, open.tx, open.ref.organisationId, address);
    return toPage(open);
  });
}

/** One at a time for each message, so that two clicks are told once. */
async function lock({ tx, ref }: OpenMessage): Promise<DeliveryRecord | undefined> {
  return (await lockHandedOver(tx, ref.organisationId, [ref.deliveryId]))[0];
}

function wanted({ message }: OpenMessage, which: WhichAddress): string[] {
  if (which === 'all') return message.to;
  const address = addressesOf(message)[which];
  return address === undefined ? [] : [address];
}

async function stop(
  ctx: Context,
  { tx, ref }: OpenMessage,
  carrier: DeliveryRecord,
  address: string,
): Promise<void> {
  const { organisationId, deliveryId } = ref;
  const at = ctx.now();
  const report: Report = {
    rawKey: `unsubscribed ${address.toLowerCase()} ${at.toISOString()}`,
    organisationId,
    deliveryId,
    kind: 'unsubscribed',
    address,
    at,
    suppresses: true,
    raw: address,
  };
  const { rawKey, kind, raw } = report;
  await addEvidence(tx, { organisationId, deliveryId, source: 'reader', rawKey, kind, at, raw });
  await noteFailure(ctx, tx, carrier, report);
  await announce(tx, organisationId, 'deliveries', 'invoices');
}
