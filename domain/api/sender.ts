import { z } from 'zod';
import { checkStates, domainChecks } from '../sender/domain-check.ts';
import { Instant } from './common.ts';

/** In whose name messages leave at the moment, and what the check of the organisation's own domain found (ux S4). */
export const SenderJson = z.object({
  from: z.object({ name: z.string(), address: z.string() }),
  replyTo: z.string().nullable(),
  /** False when the operator has set up neither SPF nor DKIM for domains of organisations. */
  offered: z.boolean(),
  /** Null while no address of its own is set. */
  domain: z
    .object({
      name: z.string(),
      passed: z.boolean(),
      /** Null: it was not checked yet. */
      checkedAt: Instant.nullable(),
      checks: z.array(
        z.object({
          check: z.enum(domainChecks),
          state: z.enum(checkStates),
          /** What to publish; null when there is nothing to. */
          record: z
            .object({ type: z.enum(['TXT', 'CNAME']), host: z.string(), value: z.string() })
            .nullable(),
        }),
      ),
    })
    .nullable(),
});
export type SenderJson = z.infer<typeof SenderJson>;
