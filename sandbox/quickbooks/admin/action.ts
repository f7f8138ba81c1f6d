import { z } from 'zod';
import { actionsOn, id, UnknownCompany } from '../../kit/admin/action.ts';
import type { Box } from '../box.ts';
import type { Place } from '../data/commit.ts';
import type { EntityName } from '../data/specs.ts';
import { SPECS } from '../data/specs.ts';

export { id, members, nothing } from '../../kit/admin/action.ts';

export const { change, look } = actionsOn<Box>();

export function placeOf(box: Box, realmId: string): Place {
  const realm = box.realms.get(realmId);
  if (!realm) throw new UnknownCompany(`no company ${realmId}`);
  return { box, realm };
}

export const inRealm = z.object({ realmId: id });
export const oneObject = z.object({ realmId: id, id });
export const entityName = z.enum(Object.keys(SPECS) as [EntityName, ...EntityName[]]);
