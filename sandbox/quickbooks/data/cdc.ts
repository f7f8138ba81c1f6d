import type { JsonObject } from '../json.ts';
import { pacificSeconds, parseWhen } from '../pacific-time.ts';
import type { Place } from './commit.ts';
import { faults } from './faults.ts';
import { present } from './present.ts';
import type { EntitySpec } from './specs.ts';
import { findSpec, isEmptyKind } from './specs.ts';
import type { Row, Table } from './table.ts';

const DAY_MS = 86_400_000;
const LOOK_BACK_DAYS = 30;
const MOST_OBJECTS = 1000;
const UNSUPPORTED = new Set(['journalcode', 'taxagency', 'taxcode', 'taxrate', 'timeactivity']);

/** Change data capture: the content of `CDCResponse` (facts: QuickBooks 4.2). */
export function readChanges(place: Place, entities: string, changedSince: string): JsonObject[] {
  if (!entities) throw faults.missing('entities');
  if (!changedSince) throw faults.missing('changedSince');
  const sinceMs = readSince(place, changedSince);
  let room = MOST_OBJECTS;
  const answers = entities.split(',').map((name) => {
    const spec = specOf(name.trim());
    const changed = spec ? changesOf(place, spec, sinceMs).slice(0, room) : [];
    room -= changed.length;
    if (!spec || changed.length === 0) return {};
    return { [spec.name]: changed, startPosition: 1, maxResults: changed.length };
  });
  return [{ QueryResponse: answers }];
}

function readSince(place: Place, text: string): number {
  // A `+` of an unencoded offset arrives as a blank; Intuit refuses that too.
  const sinceMs = parseWhen(text);
  if (Number.isNaN(sinceMs))
    throw faults.queryInvalid(`Invalid date time value for changedSince: ${text}`);
  if (sinceMs >= place.box.clock.now() - LOOK_BACK_DAYS * DAY_MS) return sinceMs;
  throw faults.unsupportedOperation(
    `changedSince date older than ${LOOK_BACK_DAYS} days is not supported`,
  );
}

function specOf(name: string): EntitySpec | undefined {
  if (UNSUPPORTED.has(name.toLowerCase()))
    throw faults.unsupportedOperation(`${name} is not supported for CDC`);
  const spec = findSpec(name);
  if (!spec && !isEmptyKind(name))
    throw faults.queryInvalid(`invalid context declaration: ${name}`);
  return spec;
}

function changesOf({ box, realm }: Place, spec: EntitySpec, sinceMs: number): JsonObject[] {
  const table = realm.table(spec.name);
  const changed = changedRows(table, sinceMs).map((row) => ({
    atMs: row.updatedMs,
    entity: present(box, realm, spec, row.entity),
  }));
  const deleted = [...table.tombstones.values()]
    .filter((tombstone) => tombstone.deletedMs >= sinceMs)
    .map((tombstone) => ({
      atMs: tombstone.deletedMs,
      entity: toDeleted(tombstone.id, tombstone.deletedMs),
    }));
  return [...changed, ...deleted].sort((a, b) => a.atMs - b.atMs).map((change) => change.entity);
}

function changedRows(table: Table, sinceMs: number): readonly Row[] {
  // Stamps have whole seconds, so the second of `changedSince` belongs to the answer.
  const from = Math.floor(sinceMs / 1000) * 1000;
  return table.byUpdate.list.slice(
    table.byUpdate.lowerBound({ id: '', entity: {}, updatedMs: from }),
  );
}

function toDeleted(id: string, deletedMs: number): JsonObject {
  return {
    domain: 'QBO',
    status: 'Deleted',
    Id: id,
    MetaData: { LastUpdatedTime: pacificSeconds(deletedMs) },
  };
}
