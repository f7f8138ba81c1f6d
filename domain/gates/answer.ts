import type { LocalDate } from '../local-date.ts';
import type { GateName, GateResult, ReasonOf, Seen } from './gate.ts';

const nothing: Seen = Object.freeze({});

/** The three answers of one gate, which can only give reasons that have a sentence. A pass that saw nothing is the same object each time. */
export function answersOf<G extends GateName>(gate: G) {
  type Reason = ReasonOf<G>;
  const passes = new Map<Reason, GateResult>();
  return {
    pass: (reason: Reason, saw: Seen = nothing): GateResult => {
      if (saw !== nothing) return { gate, verdict: 'pass', reason, saw };
      const known = passes.get(reason) ?? Object.freeze({ gate, verdict: 'pass', reason, saw });
      passes.set(reason, known);
      return known;
    },
    skip: (reason: Reason, saw: Seen = nothing, untilOn: LocalDate | null = null): GateResult =>
      until({ gate, verdict: 'skip', reason, saw }, untilOn),
    hold: (reason: Reason, saw: Seen = nothing, untilOn: LocalDate | null = null): GateResult =>
      until({ gate, verdict: 'hold', reason, saw }, untilOn),
  };
}

function until(result: GateResult, untilOn: LocalDate | null): GateResult {
  if (untilOn !== null) result.untilOn = untilOn;
  return result;
}
