import { z } from 'zod';
import { quietAttachable } from '../data/attachable.ts';
import type { Realm } from '../data/realm.ts';
import type { EntityName } from '../data/specs.ts';
import { compareIds } from '../data/table.ts';
import type { JsonObject } from '../../kit/json.ts';
import { playEdits } from '../random/edits.ts';
import { change, entityName, id, inRealm, look, placeOf } from './action.ts';

const LARGEST_PAGE = 10_000;

/** For long runs: edits by chance, and the whole truth to compare a mirror with. */
export const soakActions = {
  randomEdits: change(
    inRealm.extend({
      count: z.coerce.number().int().min(1).max(100_000),
      seed: z.coerce.number().int(),
    }),
    (box, { realmId, count, seed }) => {
      const edits = playEdits(placeOf(box, realmId), count, seed);
      const counts: Record<string, number> = {};
      for (const { action } of edits) counts[action] = (counts[action] ?? 0) + 1;
      return { edits, counts };
    },
  ),

  dump: look(
    inRealm.extend({
      entity: entityName,
      /** Id of the last record of the page before. */
      after: id.optional(),
      limit: z.coerce.number().int().min(1).max(LARGEST_PAGE).default(1000),
    }),
    (box, { realmId, entity, after, limit }) => {
      const { realm } = placeOf(box, realmId);
      const table = realm.table(entity);
      const from =
        after === undefined ? 0 : table.byId.firstWhere((row) => compareIds(row.id, after) > 0);
      const page = table.byId.list.slice(from, from + limit);
      return {
        entity,
        total: table.size,
        records: page.map((row) => show(realm, entity, row.entity)),
        /** Every id that is gone, merged customers included; only with the first page. */
        deleted: after === undefined ? [...table.tombstones.keys()] : [],
        next: from + limit < table.size ? (page.at(-1)?.id ?? null) : null,
      };
    },
  ),
};

function show(realm: Realm, entity: EntityName, record: JsonObject): JsonObject {
  return entity === 'Attachable' ? quietAttachable(realm, record) : record;
}
