import type { FaultsWorld } from './world.ts';
import { until } from './until.ts';

/** What became of all messages; every figure but the first three must be 0. */
export interface Outcome {
  planned: number;
  sent: number;
  unknown: number;
  /** Neither sent nor listed as unknown, or told as sent and not in the mail server. */
  lost: number;
  twice: number;
  /** Unknown without an open task. */
  unasked: number;
  /** Mails that name no delivery of this run. */
  strange: number;
}

/** Waits until no send waits or is under way. */
export function untilAllIsDone(world: FaultsWorld, limitMs: number): Promise<void> {
  const left = async (): Promise<boolean> => {
    const [row] = await world.database.query<{ count: number }>(
      `select count(*)::int as count from outbox where name = 'delivery.send' and state <> 'failed'`,
    );
    return row?.count === 0;
  };
  return until('the end of all work', left, limitMs);
}

export async function outcomeOf({ database, sink }: FaultsWorld): Promise<Outcome> {
  const rows = await database.query<{ id: string; state: string; asked: boolean }>(
    `select d.id, d.state, exists (select from task t where t.organisation_id = d.organisation_id and t.delivery_id = d.id
       and t.kind = 'check-unknown' and t.state = 'open') as asked from delivery d`,
  );
  const known = new Set(rows.map(({ id }) => id));
  const arrivals = (id: string): number => sink.counts.get(id) ?? 0;
  const countOf = (is: (row: (typeof rows)[number]) => boolean): number => rows.filter(is).length;
  return {
    planned: rows.length,
    sent: countOf(({ state }) => state === 'sent'),
    unknown: countOf(({ state }) => state === 'unknown'),
    lost: countOf(
      ({ id, state }) => state !== 'unknown' && !(state === 'sent' && arrivals(id) > 0),
    ),
    twice: [...sink.counts.values()].filter((count) => count > 1).length,
    unasked: countOf(({ state, asked }) => state === 'unknown' && !asked),
    strange: [...sink.counts.keys()].filter((id) => !known.has(id)).length,
  };
}

/** Nothing lost, nothing twice, everybody asked; compared as a whole, so that a failure shows all figures. */
export function faultless(outcome: Outcome, mails: number): Outcome {
  const { sent, unknown } = outcome;
  return { planned: mails, sent, unknown, lost: 0, twice: 0, unasked: 0, strange: 0 };
}

/** The figures of a run belong to what it tells. */
export function tell(name: string, figures: object): void {
  process.stdout.write(`${name}: ${JSON.stringify(figures)}\n`);
}
