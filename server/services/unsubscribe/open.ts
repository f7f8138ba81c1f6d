import { maskAddress } from '../../../domain/deliveries/mask-address.ts';
import { NotFound } from '../../../domain/errors.ts';
import type { Language } from '../../../domain/rules/rule.ts';
import { findSentMessage, type SentMessage } from '../../db/addressees.ts';
import { loadSuppressed } from '../../db/suppressions.ts';
import { inOrganisation, type Tx } from '../../db/transaction.ts';
import type { Context } from '../context.ts';
import { readUnsubscribeToken, type MessageRef } from './token.ts';

/** A message older than this says nothing about today; its link ends. */
const LIFE_MS = 2 * 365 * 24 * 3_600_000;

/** What the holder of a link may see. */
export interface UnsubscribePage {
  language: Language;
  /** Name of the organisation that sent the message. */
  sender: string;
  /** The message's addresses in a fixed order; masked. */
  addresses: { shown: string; stopped: boolean }[];
}

/** The page of a link; looking changes nothing. Throws NotFound for a wrong and for an expired link alike. */
export async function openUnsubscribe(ctx: Context, token: string): Promise<UnsubscribePage> {
  return withMessage(ctx, token, toPage);
}

export interface OpenMessage {
  tx: Tx;
  ref: MessageRef;
  message: SentMessage;
}

/** Works inside the organisation that the link belongs to. Throws NotFound. */
export async function withMessage<T>(
  ctx: Context,
  token: string,
  work: (open: OpenMessage) => Promise<T>,
): Promise<T> {
  const ref = readUnsubscribeToken(ctx.secrets, token);
  if (!ref) throw unknownLink();
  return inOrganisation(ctx.store, ref.organisationId, async (tx) => {
    const message = await findSentMessage(tx, ref.organisationId, ref.deliveryId);
    const isOld = message && ctx.now().getTime() - message.calledAt.getTime() > LIFE_MS;
    if (!message || isOld) throw unknownLink();
    return work({ tx, ref, message });
  });
}

/** As things stand at the end of the transaction. */
export async function toPage({ tx, ref, message }: OpenMessage): Promise<UnsubscribePage> {
  const suppressed = await loadSuppressed(tx, ref.organisationId);
  const { language, sender } = message;
  return {
    language,
    sender,
    addresses: addressesOf(message).map((address) => ({
      shown: maskAddress(address),
      stopped: suppressed.has(address.toLowerCase()),
    })),
  };
}

/** Each once, whoever it was written to first. */
export function addressesOf({ to, cc }: SentMessage): string[] {
  return [...to, ...cc].filter(
    (address, index, all) =>
      all.findIndex((one) => one.toLowerCase() === address.toLowerCase()) === index,
  );
}

const unknownLink = (): NotFound => new NotFound('link.unknown', 'no such link');
