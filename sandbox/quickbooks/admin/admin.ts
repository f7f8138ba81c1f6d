import type { z } from 'zod';
import type { Box } from '../box.ts';
import type { Action } from './action.ts';
import { bookActions } from './book-actions.ts';
import { controlActions } from './control-actions.ts';
import { documentActions } from './document-actions.ts';
import { scenarioActions } from './scenario-actions.ts';
import { soakActions } from './soak-actions.ts';
import { createStage } from './stage.ts';

export const actions = {
  ...controlActions,
  ...documentActions,
  ...bookActions,
  ...soakActions,
  ...scenarioActions,
};

type Actions = typeof actions;
type InputOf<Entry> = Entry extends Action<infer Schema, unknown> ? z.input<Schema> : never;
type ResultOf<Entry> = Entry extends { run: (...parts: never[]) => infer Result }
  ? Awaited<Result>
  : never;
type Call<Input, Result> = undefined extends Input
  ? (input?: Input) => Promise<Result>
  : (input: Input) => Promise<Result>;

/** The admin API in process: the same names, inputs and answers as over HTTP. */
export type Admin = {
  [Name in keyof Actions]: Call<InputOf<Actions[Name]>, ResultOf<Actions[Name]>>;
};

export function createAdmin(box: Box): Admin {
  const calls = Object.entries(actions).map(([name, action]) => [
    name,
    (input: unknown) => perform(box, action, input),
  ]);
  const byName = Object.fromEntries(calls) as Record<string, (input: unknown) => Promise<unknown>>;
  const known = actions as unknown as Record<string, AnyAction>;
  box.player.use(createStage(known, async (name, input) => byName[name]?.(input)));
  return toAdmin(byName);
}

/** Sound because `calls` is made from `actions` name by name; the compiler cannot follow Object.fromEntries. */
function toAdmin(calls: unknown): Admin {
  return calls as Admin;
}

type AnyAction = Action<z.ZodType, unknown>;

async function perform(box: Box, action: Actions[keyof Actions], input: unknown): Promise<unknown> {
  const { schema, run } = action as unknown as AnyAction;
  return run(box, schema.parse(input));
}
