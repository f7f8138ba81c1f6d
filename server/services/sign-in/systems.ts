import type { z } from 'zod';
import type { SystemsJson } from '../../../domain/api/organisations.ts';
import type { Context } from '../context.ts';

/** Accounting systems that this installation can connect. */
export function listSystems(ctx: Context): z.input<typeof SystemsJson> {
  return ctx.systems.map(({ key, name, accountName }) => ({
    key,
    name,
    accountName,
    sandbox: ctx.settings.sandbox,
  }));
}
