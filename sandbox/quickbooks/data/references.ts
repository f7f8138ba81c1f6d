import type { JsonObject } from '../../kit/json.ts';
import { asText, refOf } from '../../kit/json.ts';
import { faults } from './faults.ts';
import type { Realm } from './realm.ts';

/** The reference with its current name; 2500 when nothing has that id, 610 when it was made inactive. */
export function resolveCustomer(realm: Realm, entity: JsonObject, before?: JsonObject): JsonObject {
  const id = refOf(entity, 'CustomerRef');
  const customer = realm.table('Customer').get(id);
  if (!customer) throw faults.badReference('Names', id);
  const unchanged = before !== undefined && refOf(before, 'CustomerRef') === id;
  if (customer['Active'] === false && !unchanged) throw faults.notFound();
  return { value: id, name: asText(customer['FullyQualifiedName']) };
}

export function resolveTerm(realm: Realm, entity: JsonObject): JsonObject | undefined {
  const id = refOf(entity, 'SalesTermRef');
  if (id === '') return undefined;
  const term = realm.table('Term').get(id);
  if (!term) throw faults.badReference('SalesTermRef', id);
  return term;
}

export function customerOf(realm: Realm, entity: JsonObject): JsonObject {
  return realm.table('Customer').get(refOf(entity, 'CustomerRef')) ?? {};
}
