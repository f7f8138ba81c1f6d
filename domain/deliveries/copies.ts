import { outcomeOf, type Heard, type Outcome } from './outcome.ts';
import { failureReason, type FailureReason } from './failure-reason.ts';

/** One recipient's copy of a message, as one row of the evidence (ux 4.6). Instants are ISO texts; null: nothing of the kind was heard. */
export interface Copy<Row extends Heard = Heard> {
  address: string;
  outcome: Outcome | null;
  acceptedAt: string | null;
  deliveredAt: string | null;
  /** Hints only: mail programs and gateways open by themselves, or hide it. */
  openedAt: string | null;
  clickedAt: string | null;
  /** The last refusal, put off or not; also of a copy that arrived after all. */
  failed: { row: Row; reason: FailureReason } | null;
  /** Its reader complained or asked for no more. */
  unwanted: Row | null;
}

/**
 * What was heard, sorted by whose copy it is about. A word without an address is about every copy; an address that nobody chose, such as
 * one to which the mail was forwarded, gets a row of its own at the end.
 */
export function copiesOf<Row extends Heard>(
  recipients: readonly string[],
  heard: readonly Row[],
): Copy<Row>[] {
  const named = heard.flatMap(({ address }) => (address ? [address] : []));
  const addresses = new Map(
    [...named.toReversed(), ...recipients.toReversed()].map((one) => [one.toLowerCase(), one]),
  );
  const inOrder = [...recipients, ...named].map((one) => one.toLowerCase());
  return [...new Set(inOrder)].map((key) =>
    toCopy(
      addresses.get(key) ?? key,
      heard.filter(({ address }) => !address || address.toLowerCase() === key),
    ),
  );
}

function toCopy<Row extends Heard>(address: string, heard: readonly Row[]): Copy<Row> {
  const inTime = heard.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
  const first = (...kinds: string[]) => inTime.find(({ kind }) => kinds.includes(kind)) ?? null;
  const last = (...kinds: string[]) => inTime.findLast(({ kind }) => kinds.includes(kind)) ?? null;
  const failure = last('bounced', 'refused', 'dropped', 'blocked') ?? last('deferred');
  return {
    address,
    outcome: outcomeOf(heard),
    acceptedAt: first('accepted', 'processed')?.at ?? null,
    deliveredAt: first('delivered')?.at ?? null,
    openedAt: first('opened')?.at ?? null,
    clickedAt: first('clicked')?.at ?? null,
    failed: failure && { row: failure, reason: failureReason(failure.raw ?? '') },
    unwanted: last('spam-report', 'unsubscribed'),
  };
}
