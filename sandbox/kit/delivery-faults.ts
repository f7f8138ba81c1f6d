import { randomUUID } from 'node:crypto';

export type DeliveryFaultKind =
  /** Never sent; the vendor believes it was. */
  | 'lose'
  /** Sent a second time after it was accepted. */
  | 'double'
  /** Sent `delayMs` later on the sandbox's clock; what comes after it is not held up. */
  | 'delay'
  /** Its events in reverse order. */
  | 'reorder';

export interface DeliveryFaultInput {
  kind: DeliveryFaultKind;
  /** Deliveries that pass first (0). */
  skip?: number | undefined;
  /** Deliveries that are struck (1). */
  times?: number | undefined;
  delayMs?: number | undefined;
}

export interface DeliveryFault extends DeliveryFaultInput {
  id: string;
  skip: number;
  times: number;
}

/** Planned misfortune of single webhook deliveries: the first rule whose turn has come strikes. */
export class DeliveryFaults {
  #rules: DeliveryFault[] = [];

  get list(): readonly DeliveryFault[] {
    return this.#rules;
  }

  add(input: DeliveryFaultInput): DeliveryFault {
    const rule = { ...input, id: randomUUID(), skip: input.skip ?? 0, times: input.times ?? 1 };
    this.#rules.push(rule);
    return rule;
  }

  clear(): void {
    this.#rules = [];
  }

  take(): DeliveryFault | undefined {
    const [rule] = this.#rules;
    if (!rule) return undefined;
    if (rule.skip > 0) {
      rule.skip -= 1;
      return undefined;
    }
    rule.times -= 1;
    if (rule.times <= 0) this.#rules.shift();
    return rule;
  }
}
