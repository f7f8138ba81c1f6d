import type { JsonObject } from '../../kit/json.ts';
import { asList, asObject, asText, isObject } from '../../kit/json.ts';
import { readChanges, showChanges } from './cdc.ts';
import type { Place } from './commit.ts';
import { BusinessFault, faults, gatewayFaults } from './faults.ts';
import type { MeterClass } from './meter.ts';
import { runQuery, showResult } from './query-run.ts';
import { findSpec } from './specs.ts';
import { performWrite } from './write.ts';

const MOST_ITEMS = 30;

/** Items run one by one, each with its own answer or fault; there is no transaction (facts: QuickBooks 4.3). */
export function runBatch(place: Place, body: JsonObject): JsonObject[] {
  const items = asList(body['BatchItemRequest']);
  if (items.length === 0) throw faults.missing('BatchItemRequest');
  if (items.length > MOST_ITEMS) throw faults.batchTooLarge();
  if (items.some((item) => place.box.meter.isBlocked(meterOf(item))))
    throw gatewayFaults.throttled();
  return items.map((item) => ({ ...runGuarded(place, item), bId: asText(item['bId']) }));
}

function runGuarded(place: Place, item: JsonObject): JsonObject {
  try {
    place.box.meter.count(place.realm.id, meterOf(item));
    return runItem(place, item);
  } catch (error) {
    if (error instanceof BusinessFault) return { Fault: error.fault };
    throw error;
  }
}

function meterOf(item: JsonObject): MeterClass {
  return item['Query'] === undefined && item['CDCQuery'] === undefined ? 'core' : 'corePlus';
}

function runItem(place: Place, item: JsonObject): JsonObject {
  if (item['Query'] !== undefined) {
    return { QueryResponse: showResult(runQuery(place, asText(item['Query']))) };
  }
  if (item['CDCQuery'] !== undefined) {
    const query = asObject(item['CDCQuery']);
    const names = Array.isArray(query['Entities'])
      ? query['Entities'].join(',')
      : asText(query['Entities']);
    const changes = readChanges(place, names, asText(query['ChangedSince']));
    return { CDCResponse: showChanges(changes) };
  }
  return writeItem(place, item);
}

function writeItem(place: Place, item: JsonObject): JsonObject {
  for (const [name, body] of Object.entries(item)) {
    const spec = findSpec(name);
    if (!spec || !isObject(body)) continue;
    const include = asText(item['optionsData']);
    return performWrite(place, { spec, operation: asText(item['operation']), include, body });
  }
  throw faults.unsupportedOperation();
}
