import { randomUUID } from 'node:crypto';

export type FaultKind =
  /** Answer with this status and body instead of doing the work. */
  | 'status'
  | 'html'
  | 'throttle'
  /** Wait, then go on as usual. */
  | 'delay'
  /** Never answer. */
  | 'hang'
  /** Close the connection before the work is done. */
  | 'drop'
  /** Do the work, then lose, hold back or cut off the answer. */
  | 'drop-after'
  | 'hang-after'
  | 'truncate';

export interface FaultAction {
  kind: FaultKind;
  status?: number | undefined;
  body?: string | undefined;
  contentType?: string | undefined;
  delayMs?: number | undefined;
  /** Of a throttle, where the vendor says which limit was met and when to come back. */
  problem?: string | undefined;
  retryAfter?: number | null | undefined;
}

export interface FaultInput extends FaultAction {
  target?: 'data' | 'identity' | 'files' | undefined;
  method?: string | undefined;
  /** Text that the decoded path with its query must contain; `*` stands for anything. */
  path?: string | undefined;
  companyId?: string | undefined;
  /** How many matching calls pass first (0). */
  skip?: number | undefined;
  /** How many calls are struck (1). */
  times?: number | undefined;
}

export interface FaultRule extends FaultInput {
  id: string;
  skip: number;
  times: number;
  struck: number;
}

export interface FaultCall {
  target: 'data' | 'identity' | 'files';
  method: string;
  path: string;
  companyId: string | null;
}

/** Planned misbehaviour: the first rule that matches a call strikes and counts down. */
export class FaultRules {
  #rules: FaultRule[] = [];

  get list(): readonly FaultRule[] {
    return this.#rules;
  }

  add(input: FaultInput): FaultRule {
    const rule: FaultRule = {
      ...input,
      id: randomUUID(),
      skip: input.skip ?? 0,
      times: input.times ?? 1,
      struck: 0,
    };
    this.#rules.push(rule);
    return rule;
  }

  clear(id?: string): void {
    this.#rules = id === undefined ? [] : this.#rules.filter((rule) => rule.id !== id);
  }

  take(call: FaultCall): FaultRule | undefined {
    for (const rule of this.#rules) {
      if (!matches(rule, call)) continue;
      if (rule.skip > 0) {
        rule.skip -= 1;
        continue;
      }
      rule.struck += 1;
      if (rule.struck >= rule.times) this.clear(rule.id);
      return rule;
    }
    return undefined;
  }
}

function matches(rule: FaultRule, call: FaultCall): boolean {
  if (rule.target !== undefined && rule.target !== call.target) return false;
  if (rule.method !== undefined && rule.method.toUpperCase() !== call.method) return false;
  if (rule.companyId !== undefined && rule.companyId !== call.companyId) return false;
  return rule.path === undefined || containsPattern(call.path, rule.path);
}

function containsPattern(text: string, pattern: string): boolean {
  let position = 0;
  const lower = text.toLowerCase();
  for (const part of pattern.toLowerCase().split('*')) {
    const found = lower.indexOf(part, position);
    if (found < 0) return false;
    position = found + part.length;
  }
  return true;
}
