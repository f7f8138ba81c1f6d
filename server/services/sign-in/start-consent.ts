import { randomBytes } from 'node:crypto';
import { NotFound } from '../../../domain/errors.ts';
import type { Books } from '../../../integrations/books.ts';
import { addConsentAttempt, type Person } from '../../db/people.ts';
import { hashOf } from '../../secrets.ts';
import { organisationsOf } from '../connections/find-own-company.ts';
import type { Context } from '../context.ts';
import { enterOrganisation } from '../organisations/enter.ts';
import { assertMay } from '../organisations/may.ts';

const LIFE_MS = 10 * 60_000;
/** 256 bits. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

export interface ConsentStart {
  provider: string;
  intent: 'connect' | 'sign-in';
  /** Secret of the browser's cookie: only this browser can come back with the state. */
  browser: string;
  /** Organisation to connect again, and who asks. */
  reconnect: { id: string; person: Person } | null;
  /** Somebody who is signed in and adds the books to theirs. */
  adder?: Person | null;
  /** Company ids that the vendor's address named; tells where a sign-in should lead. */
  hints?: string[];
}

/** Begins a trip to the vendor's consent page and returns its address. Throws NotFound for an unknown system or organisation. */
export async function startConsent(ctx: Context, start: ConsentStart): Promise<string> {
  const books = getSystem(ctx, start.provider);
  const reconnectId = start.reconnect
    ? await mayReconnect(ctx, start.reconnect)
    : await hintedOrganisation(ctx, start);
  const state = newSecret();
  const nonce = newSecret();
  const createdAt = ctx.now();
  await addConsentAttempt(ctx.store.db, {
    stateHash: hashOf(state),
    provider: books.key,
    intent: start.intent,
    nonce,
    browserHash: hashOf(start.browser),
    reconnectId,
    adderId: start.adder?.id ?? null,
    createdAt,
    expiresAt: new Date(createdAt.getTime() + LIFE_MS),
  });
  return books.consent.authorizeUrl({ intent: start.intent, state, nonce });
}

/** The key comes from an address, so an unknown one is the caller's mistake. */
export function getSystem(ctx: Context, key: string): Books {
  const found = ctx.systems.find((books) => books.key === key);
  if (!found) throw new NotFound('system.unknown', 'no such accounting system');
  return found;
}

/** Of a sign-in only; whether the person belongs there is asked when they are known. */
async function hintedOrganisation(
  ctx: Context,
  { provider, intent, hints = [] }: ConsentStart,
): Promise<string | null> {
  if (intent !== 'sign-in') return null;
  return (await organisationsOf(ctx, provider, hints))[0] ?? null;
}

async function mayReconnect(ctx: Context, { id, person }: { id: string; person: Person }) {
  const member = await enterOrganisation(ctx, person, id);
  assertMay(member, 'run');
  return member.organisationId;
}
