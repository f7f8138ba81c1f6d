import type { Box } from '../box.ts';
import type { Org } from '../books/org.ts';
import { seedBulk } from './bulk.ts';
import { seedHarbourline } from './harbourline.ts';
import { seedSmall } from './small.ts';
import { seedTarnFell } from './tarn-fell.ts';

/** Harbourline Demo Ltd: NZ, NZD, every awkward case once. */
export const TENANT_A = 'fe79b0a4-52c6-4b1d-8e30-9a64d17c3f01';
/** Tarn & Fell Ltd: GB, GBP. */
export const TENANT_B = '3d20c8e5-7f14-4a69-b8d2-06e5a91f7c02';
/** Bulk Test Ltd: only there when documents are generated. */
export const TENANT_C = '91ab64d7-0e3f-4c58-a7f1-c24b8e05d303';

export function seedOrgs(
  dayZero: string,
  { generated, small }: Pick<Box, 'generated' | 'small'>,
  nowMs: () => number,
): Map<string, Org> {
  const all = [seedHarbourline(TENANT_A, dayZero, nowMs), seedTarnFell(TENANT_B, dayZero, nowMs)];
  if (generated) all.push(seedBulk(TENANT_C, generated, dayZero, nowMs));
  all.push(...seedSmall(small, nowMs));
  return new Map(all.map((org) => [org.id, org]));
}
