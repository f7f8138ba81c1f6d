import { z } from 'zod';
import { actionsOn, id, UnknownCompany } from '../../kit/admin/action.ts';
import type { Org } from '../books/org.ts';
import type { Place } from '../books/place.ts';
import type { Box } from '../box.ts';

export { id, members, nothing } from '../../kit/admin/action.ts';

export const { change, look } = actionsOn<Box>();

export function orgIn(box: Box, tenantId: string): Org {
  const org = box.orgs.get(tenantId);
  if (!org) throw new UnknownCompany(`no organisation ${tenantId}`);
  return org;
}

/** The books as a person inside Xero works on them. */
export function placeOf(box: Box, tenantId: string): Place {
  return { box, org: orgIn(box, tenantId), by: 'user' };
}

export const inTenant = z.object({ tenantId: id });
export const oneRecord = z.object({ tenantId: id, id });
