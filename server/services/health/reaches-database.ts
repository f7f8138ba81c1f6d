import { pingDatabase } from '../../db/ping.ts';
import type { Context } from '../context.ts';

/** Whether the system of record answers right now. */
export async function reachesDatabase(ctx: Context): Promise<boolean> {
  try {
    await pingDatabase(ctx.store.db);
    return true;
  } catch (error) {
    ctx.log.warn({ err: error, code: 'ready.database' }, 'database does not answer');
    return false;
  }
}
