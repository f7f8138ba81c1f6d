import pg from 'pg';
import { giveBackTurn, takeTurn } from '../../server/db/turns.ts';

/** A process that reserves turns: `<url> <key> <count> <limits as JSON>`. Prints the instants in milliseconds. */
const [connectionString = '', key = '', count = '0', limits = '{}'] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString, max: 1 });
const instants: (number | null)[] = [];
while (instants.length < Number(count)) {
  const turn = await takeTurn(pool, key, JSON.parse(limits), Number.MAX_SAFE_INTEGER);
  instants.push(turn.kind === 'given' ? turn.at.getTime() : null);
  if (turn.kind === 'given') await giveBackTurn(pool, key, turn);
}
process.stdout.write(JSON.stringify(instants));
await pool.end();
