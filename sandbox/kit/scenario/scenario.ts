import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { z } from 'zod';

const MS = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

const step = z.strictObject({
  at: z.string().default('+0s'),
  do: z.string(),
  with: z.record(z.string(), z.json()).default({}),
  /** Part of the answer that the action must give. */
  expect: z.json().optional(),
});

const shape = z.strictObject({
  name: z.string(),
  company: z.string().optional(),
  start: z.iso.datetime({ offset: true }).optional(),
  steps: z.array(step).min(1),
});

export type Scenario = z.output<typeof shape>;

export interface PlannedStep {
  nth: number;
  atMs: number;
  action: string;
  input: Record<string, z.core.util.JSONType>;
  expected: z.core.util.JSONType | undefined;
}

/** A scenario that cannot be played, or did not go as it says: names file, step and field. */
export class ScenarioError extends Error {}

export function readScenario(path: string): Scenario {
  const name = basename(path);
  try {
    return parseScenario(JSON.parse(readFileSync(path, 'utf8')), name);
  } catch (error) {
    if (error instanceof SyntaxError) throw new ScenarioError(`${name}: ${error.message}`);
    throw error;
  }
}

export function parseScenario(value: unknown, file: string): Scenario {
  const parsed = shape.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const path = issue?.path ?? [];
  const place = path[0] === 'steps' && path[1] !== undefined ? `step ${Number(path[1]) + 1}: ` : '';
  const field = path.slice(place === '' ? 0 : 2).join('.');
  throw new ScenarioError(`${file}: ${place}${field === '' ? '' : `${field}: `}${issue?.message}`);
}

/** Works out when each step plays. `day 31` counts from the start, `+2h` from the step before; an instant is itself. */
export function planSteps(scenario: Scenario, file: string, startMs: number): PlannedStep[] {
  let atMs = startMs;
  return scenario.steps.map((one, index) => {
    const next = momentOf(one.at, startMs, atMs);
    if (Number.isNaN(next))
      throw new ScenarioError(
        `${file}: step ${index + 1}: at: "${one.at}" is neither "day 31", "+2h" nor an instant`,
      );
    if (next < atMs)
      throw new ScenarioError(`${file}: step ${index + 1}: at: earlier than the step before`);
    atMs = next;
    return { nth: index + 1, atMs, action: one.do, input: one.with, expected: one.expect };
  });
}

function momentOf(text: string, startMs: number, beforeMs: number): number {
  const day = /^day (\d+)(?: (\d\d):(\d\d))?$/.exec(text);
  if (day)
    return (
      startMs + Number(day[1]) * MS.d + Number(day[2] ?? 0) * MS.h + Number(day[3] ?? 0) * MS.m
    );
  const later = /^\+(\d+)(s|m|h|d)$/.exec(text);
  if (later) return beforeMs + Number(later[1]) * MS[later[2] as keyof typeof MS];
  return Date.parse(text);
}
