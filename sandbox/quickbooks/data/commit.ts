import type { Box } from '../box.ts';
import type { JsonObject } from '../../kit/json.ts';
import { asText, at } from '../../kit/json.ts';
import { pacificSeconds } from '../pacific-time.ts';
import type { Operation } from '../webhooks/event.ts';
import { followBalance } from './balances.ts';
import type { Realm } from './realm.ts';
import type { EntityName } from './specs.ts';

/** Where a change happens: the whole sandbox and one of its companies. */
export interface Place {
  readonly box: Box;
  readonly realm: Realm;
}

/** Stores a new object: id, SyncToken "0", both stamps, event. */
export function saveNew(place: Place, name: EntityName, entity: JsonObject): JsonObject {
  const { box, realm } = place;
  const stamp = pacificSeconds(box.clock.now());
  const fresh: JsonObject = {
    ...entity,
    domain: 'QBO',
    sparse: false,
    Id: realm.nextId(name),
    SyncToken: '0',
    MetaData: { CreateTime: stamp, LastUpdatedTime: stamp },
  };
  return write(place, name, undefined, fresh, 'Create');
}

/** Stores the next version. LastUpdatedTime never goes back, even when the clock does. */
export function saveChange(
  place: Place,
  name: EntityName,
  entity: JsonObject,
  operation: Operation,
): JsonObject {
  const before = place.realm.table(name).get(asText(entity['Id']));
  const previous = Date.parse(asText(at(before, 'MetaData', 'LastUpdatedTime')));
  const nowMs = Math.max(place.box.clock.now(), Number.isNaN(previous) ? 0 : previous);
  const next: JsonObject = {
    ...entity,
    domain: 'QBO',
    sparse: false,
    SyncToken: String(Number(asText(before?.['SyncToken']) || '0') + 1),
    MetaData: {
      CreateTime: asText(at(before, 'MetaData', 'CreateTime')),
      LastUpdatedTime: pacificSeconds(nowMs),
    },
  };
  return write(place, name, before, next, operation);
}

/** Deletes for good: 610 from now on, in change data capture for thirty days. */
export function erase(place: Place, name: EntityName, id: string): void {
  const { box, realm } = place;
  const before = realm.table(name).get(id);
  realm.table(name).remove(id, box.clock.now());
  followBalance(realm, name, before, undefined);
  box.raise({ realmId: realm.id, entity: name, id, operation: 'Delete' });
}

function write(
  place: Place,
  name: EntityName,
  before: JsonObject | undefined,
  after: JsonObject,
  operation: Operation,
): JsonObject {
  const { box, realm } = place;
  realm.table(name).put(after);
  followBalance(realm, name, before, after);
  box.raise({ realmId: realm.id, entity: name, id: asText(after['Id']), operation });
  return after;
}
