import type { EndOfAccess, GrantedAccess } from '../../../integrations/books.ts';
import {
  claimChoiceEnd,
  dropConsentChoice,
  findExpiredChoices,
  hasOpenChoice,
  type ConsentChoice,
} from '../../db/consent-choices.ts';
import { findConnectionsOfCompany, type Connection } from '../../db/connections.ts';
import { findSharersOfKey } from '../../db/grants.ts';
import { asSystem, type Tx } from '../../db/transaction.ts';
import type { Context } from '../context.ts';
import { validAccessToken } from './access-token.ts';
import { openAccess } from './consent-choice.ts';
import { GIVE_UP_AFTER_MS, nextTryAfter } from './end-access.ts';
import { booksIndexOf } from './sealed-tokens.ts';

const AT_ONCE = 100;
/** Longer than it takes to connect what was chosen in the last moment. */
const MAKING_MS = 10 * 60_000;

/**
 * Choices that nobody made in time: the access ends at the vendor, then the tokens are destroyed. They stay sealed until the vendor has
 * answered, so that a failed call is repeated by the clock. Answers how many are gone; safe in any number of processes.
 */
export async function forgetChoices(ctx: Context): Promise<number> {
  const now = ctx.now();
  const usedBefore = new Date(now.getTime() - MAKING_MS);
  const expired = await asSystem(ctx.store, (tx) =>
    findExpiredChoices(tx, { now, usedBefore }, AT_ONCE),
  );
  let forgotten = 0;
  for (const choice of expired) {
    const waitedMs = now.getTime() - choice.expiresAt.getTime();
    const nextTryAt = nextTryAfter(now, waitedMs);
    if (!(await asSystem(ctx.store, (tx) => claimChoiceEnd(tx, choice, nextTryAt)))) continue;
    if (!(await end(ctx, choice)) && waitedMs < GIVE_UP_AFTER_MS) continue;
    await asSystem(ctx.store, (tx) => dropConsentChoice(tx, choice.id));
    forgotten += 1;
  }
  return forgotten;
}

/** False when it has to be tried again. */
async function end(ctx: Context, choice: ConsentChoice): Promise<boolean> {
  try {
    const endings = await asSystem(ctx.store, (tx) => endingsOf(ctx, tx, choice));
    for (const ending of endings ?? []) await ctx.books(choice.provider).consent.end(ending);
    return endings !== null;
  } catch (error) {
    const { id, provider } = choice;
    const detail = { err: error, choiceId: id, provider, code: 'choice.revoke' };
    ctx.log.error(detail, 'access that nobody chose not ended at the vendor');
    return false;
  }
}

/**
 * Where the vendor hangs the tokens on a person, ending them would end all that the person connected. So with connections that go on with
 * them, only the companies end that nobody has connected; and as long as a later consent waits for its choice, nothing does: null.
 */
async function endingsOf(
  ctx: Context,
  tx: Tx,
  choice: ConsentChoice,
): Promise<EndOfAccess[] | null> {
  const { provider } = choice;
  if (await hasOpenChoice(tx, choice, ctx.now())) return null;
  const access = openAccess(ctx, choice);
  const { key, tokens, companies } = access;
  const indexOf = (id: string) => booksIndexOf(ctx.secrets, provider, id);
  const sharers = await findSharersOfKey(tx, provider, indexOf(key));
  const ends = companies.map(({ booksId }) => ({ booksId, tokens, shared: null }));
  if (sharers.length === 0) return ends.slice(0, 1);
  const shared = { accessToken: () => tokenFor(ctx, choice, access, sharers) };
  const alone: EndOfAccess[] = [];
  for (const ending of ends) {
    const known = await findConnectionsOfCompany(tx, provider, indexOf(ending.booksId));
    if (known.every(({ state }) => state === 'disconnected')) alone.push({ ...ending, shared });
  }
  return alone;
}

/** The tokens that those connections use; when none of them works, those of the choice itself. */
async function tokenFor(
  ctx: Context,
  { provider }: ConsentChoice,
  { tokens }: GrantedAccess,
  sharers: Connection[],
): Promise<string> {
  const live = sharers.find(({ state }) => state === 'live');
  if (live) return validAccessToken(ctx, live, null);
  return (await ctx.books(provider).consent.refresh(tokens)).accessToken;
}
