export const reportKinds = [
  'processed',
  'deferred',
  'delivered',
  'bounced',
  'blocked',
  'dropped',
  'spam-report',
  'unsubscribed',
  'resubscribed',
  'opened',
  'clicked',
] as const;
/**
 * What a channel tells about a message later on. `processed`: the provider took it; `deferred`: it goes on trying; `delivered`: the receiving
 * server has it, which does not mean read; `bounced`: the receiving server refused it; `blocked`: refused for now or for what it says;
 * `dropped`: the provider did not even try; `opened` and `clicked`: perhaps, since mail programs and gateways look by themselves.
 */
export type ReportKind = (typeof reportKinds)[number];

const hints: ReadonlySet<ReportKind> = new Set(['opened', 'clicked']);
const failures: ReadonlySet<ReportKind> = new Set([
  'bounced',
  'blocked',
  'dropped',
  'spam-report',
  'unsubscribed',
]);

/** Kinds after which nobody can doubt that the provider took the message: they settle `unknown`. Hints never decide anything. */
export const provingKinds: readonly ReportKind[] = reportKinds.filter((kind) => !hints.has(kind));

/** Somebody did not get the message, or does not want it: a case for a person. */
export function needsPerson(kind: ReportKind): boolean {
  return failures.has(kind);
}

/** The reader's own words, and no failure: only they can take them back, or tell a member that they do (E34). */
export function isWish(kind: string): boolean {
  return kind === 'spam-report' || kind === 'unsubscribed';
}
