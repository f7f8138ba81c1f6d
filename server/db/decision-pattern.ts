import { createHash } from 'node:crypto';
import type { GateName, GateResult, Seen } from '../../domain/gates/gate.ts';
import { ofAllInvoices } from '../../domain/gates/run.ts';

/** A gate as many decisions have it in common. `keys` name the values that each decision keeps for itself. */
export interface PatternGate extends Pick<GateResult, 'gate' | 'verdict' | 'reason'> {
  saw: Seen;
  keys: string[];
}

/** The values of all gates, in the order of the gates and of their keys. */
export type PatternValues = Seen[string][];

export interface Pattern {
  /** Made of the content, so that whoever needs the same pattern names it the same. */
  id: string;
  gates: PatternGate[];
}

const ofAll: ReadonlySet<GateName> = new Set(ofAllInvoices);

/** Finds the patterns of decisions of one planning; a pattern that was met before is not made again. */
export class PatternBook {
  readonly #byReasons = new Map<string, Pattern>();
  readonly #saved = new Set<Pattern>();

  /** Patterns met so far that no committed transaction has stored yet. */
  get unsaved(): Pattern[] {
    return [...this.#byReasons.values()].filter((pattern) => !this.#saved.has(pattern));
  }

  noteSaved(patterns: Pattern[]): void {
    for (const pattern of patterns) this.#saved.add(pattern);
  }

  /** `about` names what else the gates in common depend on, such as the rule and its version. */
  fold(about: string, gates: GateResult[]): { patternId: string; saw: PatternValues } {
    let key = about;
    for (const { reason } of gates) key += `|${reason}`;
    const known = this.#byReasons.get(key);
    const pattern = known ?? patternOf(gates);
    if (!known) this.#byReasons.set(key, pattern);
    return { patternId: pattern.id, saw: valuesOf(pattern, gates) };
  }
}

function patternOf(gates: GateResult[]): Pattern {
  const shared = gates.map(({ gate, verdict, reason, saw }) =>
    ofAll.has(gate)
      ? { gate, verdict, reason, saw, keys: [] }
      : { gate, verdict, reason, saw: {}, keys: Object.keys(saw) },
  );
  return { id: idOf(shared), gates: shared };
}

function idOf(gates: PatternGate[]): string {
  const hex = createHash('sha256').update(JSON.stringify(gates)).digest('hex');
  return hex.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

function valuesOf({ gates: shared }: Pattern, gates: GateResult[]): PatternValues {
  const values: PatternValues = [];
  for (let index = 0; index < gates.length; index += 1) {
    const { saw } = gates[index] as GateResult;
    for (const key of (shared[index] as PatternGate).keys) values.push(saw[key] ?? null);
  }
  return values;
}

/** The gates as they were, from what was kept of them. */
export function unfold(gates: PatternGate[], values: PatternValues): GateResult[] {
  let next = 0;
  return gates.map(({ gate, verdict, reason, saw, keys }) => ({
    gate,
    verdict,
    reason,
    saw: { ...saw, ...Object.fromEntries(keys.map((key) => [key, values[next++] ?? null])) },
  }));
}
