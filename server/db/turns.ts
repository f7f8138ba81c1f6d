import type pg from 'pg';

/** What one line of callers keeps to; already with our own margin. */
export interface TurnLimits {
  spacingMs: number;
  perMinute: number;
  atOnce: number;
}

export type Turn =
  /** Begin after `waitMs`, and give `place` back afterwards. */
  | { kind: 'given'; place: number; lease: string; at: Date; waitMs: number }
  /** Nothing was reserved: the next free instant is beyond the caller's patience. */
  | { kind: 'far'; waitMs: number }
  /** As many calls as may run at once are under way. */
  | { kind: 'crowded' };

/** Reserves the next allowed instant of the line `key`, and a place among the calls under way, in one statement. */
export async function takeTurn(
  pool: pg.Pool,
  key: string,
  { spacingMs, perMinute, atOnce }: TurnLimits,
  patienceMs: number,
): Promise<Turn> {
  const { rows } = await pool.query<{
    place: number | null;
    // As text, because it must come back with its microseconds.
    lease: string | null;
    at: Date;
    wait_ms: number | null;
  }>({
    name: 'take_turn',
    text: 'select place, lease::text, at, wait_ms from take_turn($1, $2, $3, $4, $5)',
    values: [key, spacingMs, perMinute, atOnce, patienceMs],
  });
  const row = rows[0];
  if (!row || row.wait_ms === null || row.place === null) return { kind: 'crowded' };
  if (row.lease === null) return { kind: 'far', waitMs: row.wait_ms };
  return { kind: 'given', place: row.place, lease: row.lease, at: row.at, waitMs: row.wait_ms };
}

/** Frees the place; one that was leased anew meanwhile stays with its new holder. */
export async function giveBackTurn(
  pool: pg.Pool,
  key: string,
  { place, lease }: { place: number; lease: string },
): Promise<void> {
  await pool.query({
    name: 'give_back_turn',
    text: `update books_turn set leases[$2] = '-infinity' where key = $1 and leases[$2] = $3::timestamptz`,
    values: [key, place, lease],
  });
}

/** Nobody begins a call for the next `forMs` milliseconds, unless a longer hold stands already. */
export async function holdTurns(pool: pg.Pool, key: string, forMs: number): Promise<void> {
  await pool.query(
    `insert into books_turn as t (key, held_until) values ($1, clock_timestamp() + make_interval(secs => $2))
     on conflict (key) do update set held_until = greatest(t.held_until, excluded.held_until)`,
    [key, forMs / 1000],
  );
}

/** Whether a hold stands now, for somebody who waited for an instant reserved before it. */
export async function areTurnsHeld(pool: pg.Pool, key: string): Promise<boolean> {
  const { rows } = await pool.query<{ held: boolean }>({
    name: 'turns_held',
    text: 'select coalesce(held_until > clock_timestamp(), false) as held from books_turn where key = $1',
    values: [key],
  });
  return rows[0]?.held ?? false;
}
