import type { ReportKind } from './report.ts';

/** What was heard about one recipient's copy, as far as it matters here. */
export interface Heard {
  kind: string;
  /** ISO instant. */
  at: string;
  /** Whose copy; null: of the whole message. */
  address?: string | null;
  raw?: string;
}

/**
 * What became of one copy as far as anybody knows. `returned`: the receiving server had taken it and sent it back later; `late`: it was
 * refused first and arrived after all (E59).
 */
export const outcomes = [
  'late',
  'delivered',
  'taken',
  'deferred',
  'blocked',
  'dropped',
  'bounced',
  'returned',
] as const;
export type Outcome = (typeof outcomes)[number];

/**
 * The shown state of one copy. It follows from the whole of what was heard and never from the order in which it came in: what only says
 * that somebody goes on trying lowers nothing, and an arrival is taken back by a hard bounce alone, when that happened no earlier. Null
 * while nothing was heard.
 */
export function outcomeOf(heard: readonly Heard[]): Outcome | null {
  const deliveredAt = lastOf(heard, 'delivered');
  const bouncedAt = lastOf(heard, 'bounced');
  const failure = failures.find(([kind]) => has(heard, kind))?.[1];
  if (deliveredAt === null) return failure ?? waiting(heard);
  if (bouncedAt !== null && bouncedAt >= deliveredAt) return 'returned';
  return failure === undefined ? 'delivered' : 'late';
}

/** Of several copies the one that went worst: it is what a person must see first. Null when nothing was heard of any. */
export function worstOutcome(of: readonly (Outcome | null)[]): Outcome | null {
  const ranks = of.map((one) => (one === null ? -1 : outcomes.indexOf(one)));
  return outcomes[Math.max(-1, ...ranks)] ?? null;
}

/** The worst first. `refused`: one of several recipients, when the message was handed over. */
const failures: readonly (readonly [ReportKind | 'refused', Outcome])[] = [
  ['bounced', 'bounced'],
  ['refused', 'bounced'],
  ['dropped', 'dropped'],
  ['blocked', 'blocked'],
];
const taken: ReadonlySet<string> = new Set(['accepted', 'processed', 'confirmed']);

function waiting(heard: readonly Heard[]): Outcome | null {
  if (has(heard, 'deferred')) return 'deferred';
  // A complaint, a wish and a look at it all come from somebody who has it, but they are no word of the receiving server.
  return heard.some(({ kind }) => taken.has(kind) || afterArrival.has(kind)) ? 'taken' : null;
}

const afterArrival: ReadonlySet<string> = new Set([
  'opened',
  'clicked',
  'spam-report',
  'unsubscribed',
]);

function has(heard: readonly Heard[], wanted: string): boolean {
  return heard.some(({ kind }) => kind === wanted);
}

function lastOf(heard: readonly Heard[], wanted: ReportKind): number | null {
  const times = heard.filter(({ kind }) => kind === wanted).map(({ at }) => Date.parse(at));
  return times.length === 0 ? null : Math.max(...times);
}
