import type { LocalDate } from '../local-date.ts';
import type { GateName, GateResult, ReasonOf, Seen } from './gate.ts';

/** The three answers of one gate, which can only give reasons that have a sentence. */
export function answersOf<G extends GateName>(gate: G) {
  type Reason = ReasonOf<G>;
  return {
    pass: (reason: Reason, saw: Seen = {}): GateResult => ({ gate, verdict: 'pass', reason, saw }),
    skip: (reason: Reason, saw: Seen = {}, untilOn: LocalDate | null = null): GateResult =>
      until({ gate, verdict: 'skip', reason, saw }, untilOn),
    hold: (reason: Reason, saw: Seen = {}, untilOn: LocalDate | null = null): GateResult =>
      until({ gate, verdict: 'hold', reason, saw }, untilOn),
  };
}

function until(result: GateResult, untilOn: LocalDate | null): GateResult {
  if (untilOn !== null) result.untilOn = untilOn;
  return result;
}
