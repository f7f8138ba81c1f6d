import { z } from 'zod';
import type { Box } from '../box.ts';
import type { Place } from '../data/commit.ts';
import type { EntityName } from '../data/specs.ts';
import { SPECS } from '../data/specs.ts';

/** One thing the admin API can do: what it takes and what it does. */
export interface Action<Schema extends z.ZodType, Result> {
  schema: Schema;
  /** Reads only, so a GET will do. */
  readOnly: boolean;
  run: (box: Box, input: z.output<Schema>) => Result | Promise<Result>;
}

export function change<Schema extends z.ZodType, Result>(
  schema: Schema,
  run: (box: Box, input: z.output<Schema>) => Result | Promise<Result>,
): Action<Schema, Result> {
  return { schema, run, readOnly: false };
}

export function look<Schema extends z.ZodType, Result>(
  schema: Schema,
  run: (box: Box, input: z.output<Schema>) => Result | Promise<Result>,
): Action<Schema, Result> {
  return { schema, run, readOnly: true };
}

export class UnknownRealm extends Error {}

export function placeOf(box: Box, realmId: string): Place {
  const realm = box.realms.get(realmId);
  if (!realm) throw new UnknownRealm(`no company ${realmId}`);
  return { box, realm };
}

export const nothing = z.object({}).optional();
/** Ids may come as numbers, as forms and hand-written JSON have them. */
export const id = z.coerce.string();
export const inRealm = z.object({ realmId: id });
export const oneObject = z.object({ realmId: id, id });
export const entityName = z.enum(Object.keys(SPECS) as [EntityName, ...EntityName[]]);
export const members = z.record(z.string(), z.json());
