import { z } from 'zod';
import type { Stage } from '../scenario/player.ts';
import type { Action } from './action.ts';

type AnyAction = Action<z.ZodType, unknown>;

/** Lets a scenario play the actions of the admin API, with names of fields checked to the letter. */
export function createStage(
  actions: Readonly<Record<string, AnyAction>>,
  perform: (name: string, input: unknown) => Promise<unknown>,
): Stage {
  return {
    check: (name, input) => checkStep(actions[name], name, input),
    complete: (name, input, company) => {
      const realmId = fieldsOf(actions[name]?.schema)?.['realmId'];
      // Where a company is optional, leaving it out means something: a fault then strikes the sign-in too.
      const isOptional = realmId instanceof z.ZodOptional || realmId instanceof z.ZodDefault;
      const isWanted = realmId !== undefined && !isOptional;
      return company === undefined || !isWanted ? input : { realmId: company, ...input };
    },
    perform,
  };
}

function checkStep(
  action: AnyAction | undefined,
  name: string,
  input: Record<string, unknown>,
): string | null {
  if (!action) return `do: no action "${name}"`;
  const fields = fieldsOf(action.schema);
  for (const field of Object.keys(input)) {
    if (fields && fields[field] === undefined) return `with.${field}: ${name} has no such field`;
  }
  const parsed = action.schema.safeParse(input);
  if (parsed.success) return null;
  const [issue] = parsed.error.issues;
  return `with.${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'wrong'}`;
}

/** The members an action takes; undefined when it takes any (knobs check their own names). */
function fieldsOf(schema: z.ZodType | undefined): Record<string, unknown> | undefined {
  if (schema instanceof z.ZodOptional) return fieldsOf(schema.unwrap() as z.ZodType);
  return schema instanceof z.ZodObject ? schema.shape : undefined;
}
