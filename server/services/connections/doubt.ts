import { Busy, type TokenRefused } from '../../../domain/errors.ts';
import type { OrganisationId } from '../../../domain/ids.ts';
import { changeConnection, lockConnection, type Connection } from '../../db/connections.ts';
import { inOrganisation } from '../../db/transaction.ts';
import type { Context } from '../context.ts';

const MINUTE_MS = 60_000;
/**
 * How long each look that found a renewed token refused puts off the next one; the look after the last of them decides. So four looks in
 * seven minutes or more have to agree that the grant is over. No vendor says how long its services may disagree, so the figures are ours:
 * a grant that ended says so when it is refreshed (facts: QuickBooks 1.6, Xero 1.3), and each look costs a refresh, which must never loop
 * (facts: QuickBooks 1.5). Seven minutes are short beside the hours in which messages may leave, since none does meanwhile.
 */
const WAITS_MS = [1, 2, 4].map((minutes) => minutes * MINUTE_MS);

/**
 * Notes that a token was refused right after its renewal. Answers when to look again, or null when it went on for too long to be a
 * passing fault. Of looks at the same moment, in whatever process, one counts.
 */
export function putOffLook(
  ctx: Context,
  { organisationId, id, provider }: Connection,
): Promise<Date | null> {
  const owner = organisationId as OrganisationId;
  const now = ctx.now();
  return inOrganisation(ctx.store, owner, async (tx) => {
    const row = await lockConnection(tx, owner, id);
    if (row?.state !== 'live') return null;
    if (row.nextLookAt && row.nextLookAt > now) return row.nextLookAt;
    const waitMs = WAITS_MS[row.refusedLooks];
    if (waitMs === undefined) return null;
    const [refusedLooks, nextLookAt] = [row.refusedLooks + 1, new Date(now.getTime() + waitMs)];
    await changeConnection(tx, owner, id, { refusedLooks, nextLookAt });
    const detail = { connectionId: id, provider, refusedLooks, code: 'connection.in-doubt' };
    ctx.log.warn(detail, 'a token was refused right after its renewal');
    return nextLookAt;
  });
}

/** What a reading meets until the next look. Nothing can be sent without one, so nothing is sent either. */
export function doubtedUntilThen(nextLookAt: Date, cause?: TokenRefused): Busy {
  const message = 'a renewed token was refused; the books are asked again then';
  return new Busy('connection.in-doubt', message, nextLookAt, { cause, traceId: cause?.traceId });
}
