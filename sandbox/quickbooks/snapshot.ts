import { readStored } from '../kit/snapshot-file.ts';
import type { Box, Generated } from './box.ts';
import type { Replays } from './data/replays.ts';
import type { Realm, StoredFile } from './data/realm.ts';
import type { EntityName } from './data/specs.ts';
import { SPECS } from './data/specs.ts';
import type { Tombstone } from './data/table.ts';
import type { Usage } from './data/meter.ts';
import type { GrantState } from './identity/grants.ts';
import type { SigningKey } from '../kit/signing-key.ts';
import type { JsonObject } from '../kit/json.ts';
import type { SenderState } from './webhooks/sender.ts';

const VERSION = 1;

interface TableState {
  changed: JsonObject[];
  deleted: Tombstone[];
}

interface RealmState {
  suspended: boolean;
  lastIds: [string, string][];
  files: [string, StoredFile][];
  tables: Partial<Record<EntityName, TableState>>;
}

/** What differs from the seed, plus everything that is not seeded. A restart seeds again and lays this over it. */
export interface Snapshot {
  version: number;
  dayZero: string;
  generated: Generated | null;
  clockOffsetMs: number;
  signingKey: SigningKey;
  identity: GrantState;
  sender: SenderState;
  usage: Usage;
  replays: Replays['state'];
  realms: Record<string, RealmState>;
}

export function readSnapshot(file: string | undefined): Snapshot | undefined {
  const snapshot = readStored(file) as Snapshot | undefined;
  return snapshot?.version === VERSION ? snapshot : undefined;
}

export function takeSnapshot(box: Box): Snapshot {
  return {
    version: VERSION,
    dayZero: box.dayZero,
    generated: box.generated,
    clockOffsetMs: box.clock.offsetMs,
    signingKey: box.signingKey,
    identity: box.grants.state,
    sender: box.sender.state,
    usage: box.meter.usage,
    replays: box.replays.state,
    realms: Object.fromEntries([...box.realms.values()].map((realm) => [realm.id, toState(realm)])),
  };
}

function toState(realm: Realm): RealmState {
  const tables: RealmState['tables'] = {};
  for (const name of Object.keys(SPECS) as EntityName[]) {
    const table = realm.table(name);
    const changed = [...table.touched]
      .map((id) => table.get(id))
      .filter((entity) => entity !== undefined);
    if (changed.length + table.tombstones.size > 0)
      tables[name] = { changed, deleted: [...table.tombstones.values()] };
  }
  return {
    suspended: realm.suspended,
    lastIds: [...realm.lastIds],
    files: [...realm.files],
    tables,
  };
}

/** Lays the stored differences over freshly seeded companies. */
export function restoreRealms(realms: Map<string, Realm>, snapshot: Snapshot): void {
  for (const [id, state] of Object.entries(snapshot.realms)) {
    const realm = realms.get(id);
    if (!realm) continue;
    realm.suspended = state.suspended;
    for (const [sequence, last] of state.lastIds) realm.lastIds.set(sequence, last);
    realm.files.clear();
    for (const [fileId, file] of state.files) realm.files.set(fileId, file);
    for (const [name, table] of Object.entries(state.tables) as [EntityName, TableState][])
      restoreTable(realm, name, table);
  }
}

function restoreTable(realm: Realm, name: EntityName, state: TableState): void {
  const table = realm.table(name);
  for (const { id, deletedMs } of state.deleted) table.remove(id, deletedMs);
  for (const entity of state.changed) table.put(entity);
}
