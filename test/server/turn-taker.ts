import pg from 'pg';
import { giveBackTurn, takeTurn } from '../../server/db/turns.ts';

/** A process that reserves turns: `<url> <key> <count> <limits as JSON>`. Prints the instants in milliseconds. */
const [connectionString = '', key = '', count = '0', limits = '{}'] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString, max: 4 });
const instants = await Promise.all(
  Array.from({ length: Number(count) }, async () => {
    const turn = await takeTurn(pool, key, JSON.parse(limits), Number.MAX_SAFE_INTEGER);
    if (turn.kind !== 'given') return null;
    await giveBackTurn(pool, key, turn);
    return turn.at.getTime();
  }),
);
process.stdout.write(JSON.stringify(instants));
await pool.end();
