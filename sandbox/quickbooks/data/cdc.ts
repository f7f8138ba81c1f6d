import type { Json, JsonObject } from '../../kit/json.ts';
import { pacificSeconds, parseWhen } from '../pacific-time.ts';
import type { Place } from './commit.ts';
import { faults } from './faults.ts';
import { present, printRow } from './present.ts';
import type { Row } from './row.ts';
import { StoredRow } from './row.ts';
import type { EntitySpec } from './specs.ts';
import { findSpec, isEmptyKind } from './specs.ts';
import type { Table } from './table.ts';

const DAY_MS = 86_400_000;
const LOOK_BACK_DAYS = 30;
const MOST_OBJECTS = 1000;
const UNSUPPORTED = new Set(['journalcode', 'taxagency', 'taxcode', 'taxrate', 'timeactivity']);

/** What one entity of the request answers; undefined for kinds the company has none of. */
interface ChangesOfKind {
  place: Place;
  spec: EntitySpec | undefined;
  rows: Row[];
}

/** Change data capture, the oldest changes first (facts: QuickBooks 4.2). */
export function readChanges(place: Place, entities: string, changedSince: string): ChangesOfKind[] {
  if (!entities) throw faults.missing('entities');
  if (!changedSince) throw faults.missing('changedSince');
  const sinceMs = readSince(place, changedSince);
  let room = MOST_OBJECTS;
  return entities.split(',').map((name) => {
    const spec = specOf(name.trim());
    const rows = spec ? changesOf(place.realm.table(spec.name), sinceMs, room) : [];
    room -= rows.length;
    return { place, spec, rows };
  });
}

/** The content of `CDCResponse` as objects. */
export function showChanges(changes: ChangesOfKind[]): Json {
  const answers = changes.map(({ place, spec, rows }) => {
    if (!spec || rows.length === 0) return {};
    const entities = rows.map((row) => present(place.box, place.realm, spec, row.entity));
    return { [spec.name]: entities, startPosition: 1, maxResults: entities.length };
  });
  return [{ QueryResponse: answers }];
}

export function printChanges(changes: ChangesOfKind[]): string {
  const answers = changes.map(({ place, spec, rows }) => {
    if (!spec || rows.length === 0) return '{}';
    const texts = rows.map((row) => printRow(place.box, place.realm, spec, row));
    return `{"${spec.name}":[${texts.join(',')}],"startPosition":1,"maxResults":${rows.length}}`;
  });
  return `[{"QueryResponse":[${answers.join(',')}]}]`;
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

/** Live and deleted objects by the time of their last change, no more than there is room for. */
function changesOf(table: Table, sinceMs: number, room: number): Row[] {
  // Stamps have whole seconds, so the second of `changedSince` belongs to the answer.
  const fromMs = Math.floor(sinceMs / 1000) * 1000;
  const from = table.byUpdate.firstWhere((row) => row.updatedMs >= fromMs);
  const changed = table.byUpdate.list.slice(from, from + room);
  const deleted = [...table.tombstones.values()]
    .filter((tombstone) => tombstone.deletedMs >= sinceMs)
    .map(({ id, deletedMs }) => new StoredRow(toDeleted(id, deletedMs)));
  const all = [...changed, ...deleted].sort((a, b) => a.updatedMs - b.updatedMs);
  return all.slice(0, room);
}

function toDeleted(id: string, deletedMs: number): JsonObject {
  return {
    domain: 'QBO',
    status: 'Deleted',
    Id: id,
    MetaData: { LastUpdatedTime: pacificSeconds(deletedMs) },
  };
}
