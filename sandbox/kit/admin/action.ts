import { z } from 'zod';

/** One thing an admin API can do: what it takes and what it does. */
export interface Action<Box, Schema extends z.ZodType, Result> {
  schema: Schema;
  /** Reads only, so a GET will do. */
  readOnly: boolean;
  run: (box: Box, input: z.output<Schema>) => Result | Promise<Result>;
}

export type AnyAction<Box> = Action<Box, z.ZodType, unknown>;

type Make<Box> = <Schema extends z.ZodType, Result>(
  schema: Schema,
  run: (box: Box, input: z.output<Schema>) => Result | Promise<Result>,
) => Action<Box, Schema, Result>;

/** The two kinds of action of one stand-in. */
export function actionsOn<Box>(): { change: Make<Box>; look: Make<Box> } {
  return {
    change: (schema, run) => ({ schema, run, readOnly: false }),
    look: (schema, run) => ({ schema, run, readOnly: true }),
  };
}

export class UnknownCompany extends Error {}

export const nothing = z.object({}).optional();
/** Ids may come as numbers, as forms and hand-written JSON have them. */
export const id = z.coerce.string();
export const members = z.record(z.string(), z.json());
