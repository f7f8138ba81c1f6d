import type { OrganisationId } from '../../../domain/ids.ts';
import { findConnectionsOfCompany } from '../../db/connections.ts';
import { asSystem, inOrganisation } from '../../db/transaction.ts';
import type { Context } from '../context.ts';
import { getSystem } from '../sign-in/start-consent.ts';
import { queueReading } from '../sync/request-sync.ts';
import { booksIndexOf } from './sealed-tokens.ts';

/**
 * Somebody may have disconnected a company at the vendor. Anybody can open that address, so the hint changes nothing by itself: it
 * only brings the next reading forward, which finds out whether the grant still holds.
 */
export async function noteRemoved(ctx: Context, provider: string, hints: string[]): Promise<void> {
  const { key } = getSystem(ctx, provider);
  for (const hint of hints) await checkCompany(ctx, key, hint);
}

async function checkCompany(ctx: Context, provider: string, booksId: string): Promise<void> {
  const index = booksIndexOf(ctx.secrets, provider, booksId);
  const known = await asSystem(ctx.store, (tx) => findConnectionsOfCompany(tx, provider, index));
  const live = known.find((one) => one.state === 'live');
  if (!live) return;
  const organisationId = live.organisationId as OrganisationId;
  await inOrganisation(ctx.store, organisationId, (tx) =>
    queueReading(tx, organisationId, ctx.now()),
  );
}
