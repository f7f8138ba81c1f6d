import { z } from 'zod';

/** Keyset page request. `cursor` comes from the previous page and is opaque. */
export const PageQuery = z.object({
  q: z.string().trim().max(200).optional(),
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(100),
});

export const pageOf = <Row extends z.ZodType>(row: Row) =>
  z.object({ rows: z.array(row), next: z.string().nullable() });

export const MoneyJson = z.object({ minor: z.number().int(), currency: z.string().nullable() });
export const Instant = z.iso.datetime();
export const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
export const Version = z.number().int().min(0);

/** RFC 9457 problem details: what happened, what it means for sending, what to do. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  /** What it means for mail that would leave. */
  effect: z.string(),
  /** What the reader can do. */
  remedy: z.string(),
  requestId: z.string(),
  issues: z.array(z.object({ path: z.string(), code: z.string(), message: z.string() })).optional(),
});
export type Problem = z.infer<typeof Problem>;
