import { z } from 'zod';
import type { Stage } from '../scenario/player.ts';

interface WithSchema {
  schema: z.ZodType;
}

/** Lets a scenario play the actions of the admin API, with names of fields checked to the letter. */
export function createStage(
  actions: Readonly<Record<string, WithSchema>>,
  perform: (name: string, input: unknown) => Promise<unknown>,
  companyField: string,
): Stage {
  return {
    check: (name, input) => checkStep(actions[name], name, input),
    complete: (name, input, company) => {
      const field = fieldsOf(actions[name]?.schema)?.[companyField];
      // Where a company is optional, leaving it out means something: a fault then strikes the sign-in too.
      const isOptional = field instanceof z.ZodOptional || field instanceof z.ZodDefault;
      const isWanted = field !== undefined && !isOptional;
      return company === undefined || !isWanted ? input : { [companyField]: company, ...input };
    },
    perform,
  };
}

function checkStep(
  action: WithSchema | undefined,
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
