import type { z } from 'zod';
import type { ScenarioPlayer } from '../scenario/player.ts';
import type { AnyAction } from './action.ts';
import { createStage } from './stage.ts';

interface WithSchema {
  schema: z.ZodType;
}
type InputOf<Entry> = Entry extends { schema: infer Schema extends z.ZodType }
  ? z.input<Schema>
  : never;
type ResultOf<Entry> = Entry extends { run: (...parts: never[]) => infer Result }
  ? Awaited<Result>
  : never;
type Call<Input, Result> = undefined extends Input
  ? (input?: Input) => Promise<Result>
  : (input: Input) => Promise<Result>;

/** An admin API in process: the same names, inputs and answers as over HTTP. */
export type AdminOf<Actions> = {
  [Name in keyof Actions]: Call<InputOf<Actions[Name]>, ResultOf<Actions[Name]>>;
};

/** `company` is the name under which an action takes the company it works on; scenarios fill it in. */
export function buildAdmin<
  Box extends { readonly player: ScenarioPlayer },
  Actions extends Record<string, WithSchema>,
>(box: Box, actions: Actions, company: string): AdminOf<Actions> {
  const known = actions as unknown as Record<string, AnyAction<Box>>;
  const calls = Object.entries(known).map(([name, action]) => [
    name,
    async (input: unknown) => action.run(box, action.schema.parse(input)),
  ]);
  const byName = Object.fromEntries(calls) as Record<string, (input: unknown) => Promise<unknown>>;
  box.player.use(createStage(known, async (name, input) => byName[name]?.(input), company));
  return toAdmin(byName);
}

/** Sound because `calls` is made from `actions` name by name; the compiler cannot follow Object.fromEntries. */
function toAdmin<Actions>(calls: unknown): AdminOf<Actions> {
  return calls as AdminOf<Actions>;
}
