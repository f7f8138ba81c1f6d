import type { ConnectionId, OrganisationId } from '../../../domain/ids.ts';
import { countCalls } from '../../db/calls.ts';
import type { Connection } from '../../db/connections.ts';
import { inOrganisation } from '../../db/transaction.ts';
import type { Context } from '../context.ts';
import { monthOf, warnWhenNearlyUsed } from './allowance.ts';

const WRITE_AT_CALLS = 100;
const WRITE_AFTER_MS = 5_000;
const HOUR_MS = 3_600_000;

export interface Meter {
  /** Parts of one answered call. `isSuccess` tells that the books answered it in full, so that they do not throttle us. */
  count(items: number, isSuccess: boolean): void;
  /** Writes what was counted so far. */
  flush(): Promise<void>;
}

const metersOf = new WeakMap<Context, Map<string, Meter>>();

/** The one meter of a connection in this process: sessions are many and short, and would each write a lot of a few calls. */
export function meterOf(ctx: Context, connection: Connection): Meter {
  const meters = metersOf.get(ctx) ?? new Map<string, Meter>();
  metersOf.set(ctx, meters);
  const meter = meters.get(connection.id) ?? meterFor(ctx, connection);
  meters.set(connection.id, meter);
  return meter;
}

/**
 * Counts answered calls, because reads are limited per month (facts: QuickBooks 6.2). Written in lots: the figure guides operators,
 * and a lost lot of seconds is cheaper than a write per call.
 */
export function meterFor(ctx: Context, connection: Connection): Meter {
  let count = 0;
  let succeededAt: Date | null = null;
  let timer: NodeJS.Timeout | null = null;
  const flush = async () => {
    if (timer) clearTimeout(timer);
    timer = null;
    const lot = count;
    count = 0;
    if (lot > 0) await writeLot(ctx, connection, { count: lot, succeededAt });
  };
  return {
    count(items, isSuccess) {
      count += items;
      if (isSuccess) succeededAt = ctx.now();
      if (count >= WRITE_AT_CALLS) void flush();
      else timer ??= setTimeout(() => void flush(), WRITE_AFTER_MS).unref();
    },
    flush,
  };
}

async function writeLot(
  ctx: Context,
  connection: Connection,
  { count, succeededAt }: { count: number; succeededAt: Date | null },
): Promise<void> {
  const organisationId = connection.organisationId as OrganisationId;
  const now = ctx.now();
  const hourAt = new Date(Math.floor(now.getTime() / HOUR_MS) * HOUR_MS);
  const lot = { count, month: monthOf(now), hourAt, succeededAt };
  try {
    await inOrganisation(ctx.store, organisationId, (tx) =>
      countCalls(tx, organisationId, connection.id as ConnectionId, lot),
    );
    await warnWhenNearlyUsed(ctx, connection);
  } catch (error) {
    ctx.log.warn(
      { err: error, connectionId: connection.id, count, code: 'meter.lost' },
      'calls not counted',
    );
  }
}
