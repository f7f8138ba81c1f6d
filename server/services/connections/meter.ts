import type { ConnectionId, OrganisationId } from '../../../domain/ids.ts';
import { countCalls, type Connection } from '../../db/connections.ts';
import { inOrganisation } from '../../db/transaction.ts';
import type { Context } from '../context.ts';

const WRITE_AT_CALLS = 100;
const WRITE_AFTER_MS = 5_000;

/**
 * Counts answered calls, because reads are limited per month (facts: marketplace 1.1). Written in lots: the figure guides operators,
 * and a lost lot of seconds is cheaper than a write per call.
 */
export function meterFor(ctx: Context, connection: Connection): () => void {
  let count = 0;
  let timer: NodeJS.Timeout | null = null;
  const flush = () => {
    if (timer) clearTimeout(timer);
    timer = null;
    const lot = count;
    count = 0;
    void writeLot(ctx, connection, lot);
  };
  return () => {
    count += 1;
    if (count >= WRITE_AT_CALLS) flush();
    else timer ??= setTimeout(flush, WRITE_AFTER_MS).unref();
  };
}

async function writeLot(ctx: Context, connection: Connection, count: number): Promise<void> {
  const organisationId = connection.organisationId as OrganisationId;
  const month = ctx.now().toISOString().slice(0, 7);
  try {
    await inOrganisation(ctx.store, organisationId, (tx) =>
      countCalls(tx, organisationId, connection.id as ConnectionId, { month, count }),
    );
  } catch (error) {
    ctx.log.warn(
      { err: error, connectionId: connection.id, count, code: 'meter.lost' },
      'calls not counted',
    );
  }
}
