import type pg from 'pg';

/** What one line of callers keeps to; already with our own margin. */
export interface TurnLimits {
  perSecond: number;
  perMinute: number;
  atOnce: number;
}

/** Begin after `waitMs`, and give it back afterwards. */
export interface GivenTurn {
  kind: 'given';
  /** Among the calls under way. */
  place: number;
  lease: string;
  /** Among the calls of the last minute. */
  call: number;
  at: Date;
  waitMs: number;
}

export type Turn =
  | GivenTurn
  /** Nothing was reserved: the next free instant is beyond the caller's patience. */
  | { kind: 'far'; waitMs: number }
  /** As many calls as may run at once are under way. */
  | { kind: 'crowded' };

/** Reserves the next allowed instant of the line `key`, and a place among the calls under way, in one statement. */
export async function takeTurn(
  pool: pg.Pool,
  key: string,
  { perSecond, perMinute, atOnce }: TurnLimits,
  patienceMs: number,
): Promise<Turn> {
  const { rows } = await pool.query<{
    place: number | null;
    // As text, because it must come back with its microseconds.
    lease: string | null;
    call: number | null;
    at: Date;
    wait_ms: number | null;
  }>({
    name: 'take_turn',
    text: 'select place, lease::text, call, at, wait_ms from take_turn($1, $2, $3, $4, $5)',
    values: [key, perSecond, perMinute, atOnce, patienceMs],
  });
  const { place, lease, call, at, wait_ms: waitMs } = rows[0] ?? {};
  if (at === undefined || waitMs == null || place == null || call == null)
    return { kind: 'crowded' };
  if (lease == null) return { kind: 'far', waitMs };
  return { kind: 'given', place, lease, call, at, waitMs };
}

/**
 * Frees the place; one that was leased anew meanwhile stays with its new holder. The call counts from now: the vendor has met it by the
 * time of its answer at the latest, and of one that took longer than a second, a second after it began.
 */
export async function giveBackTurn(
  pool: pg.Pool,
  key: string,
  { place, lease, call, at }: Pick<GivenTurn, 'place' | 'lease' | 'call' | 'at'>,
): Promise<void> {
  await pool.query({
    name: 'give_back_turn',
    text: `with freed as (
        update books_turn set leases[$2] = '-infinity' where key = $1 and leases[$2] = $3::timestamptz
      )
      update books_call set at = least(greatest(at, clock_timestamp()), at + interval '1 second')
      where key = $1 and place = $4 and at < $5::timestamptz + interval '1 millisecond'`,
    values: [key, place, lease, call, at],
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
