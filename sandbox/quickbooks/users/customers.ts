import type { Place } from '../data/commit.ts';
import { saveChange } from '../data/commit.ts';
import { faults } from '../data/faults.ts';
import { rowsWhere } from '../data/query-fields.ts';
import type { EntityName } from '../data/specs.ts';
import { editEntity } from '../data/write.ts';
import type { JsonObject } from '../../kit/json.ts';
import { asText } from '../../kit/json.ts';

/** A blank address takes the customer's address away. */
export function setEmail(place: Place, id: string, email: string): JsonObject {
  return editEntity(place, 'Customer', id, { PrimaryEmailAddr: { Address: email } });
}

export function setActive(place: Place, id: string, active: boolean): JsonObject {
  return editEntity(place, 'Customer', id, { Active: active });
}

const DOCUMENTS: EntityName[] = ['Invoice', 'Payment', 'CreditMemo', 'RefundReceipt'];

/** The loser is gone afterwards and its documents belong to the winner (facts: QuickBooks 3.3). */
export function mergeCustomers(place: Place, winnerId: string, loserId: string): JsonObject {
  const { realm, box } = place;
  const winner = realm.table('Customer').get(winnerId);
  if (!winner || !realm.table('Customer').get(loserId) || winnerId === loserId)
    throw faults.notFound();
  for (const name of DOCUMENTS) moveDocuments(place, name, loserId, winner);
  realm.table('Customer').remove(loserId, box.clock.now());
  const merged = saveChange(
    place,
    'Customer',
    realm.table('Customer').get(winnerId) ?? winner,
    'Update',
  );
  box.raise({
    realmId: realm.id,
    entity: 'Customer',
    id: winnerId,
    operation: 'Merge',
    deletedId: loserId,
  });
  return merged;
}

function moveDocuments(place: Place, name: EntityName, loserId: string, winner: JsonObject): void {
  const reference = { value: asText(winner['Id']), name: asText(winner['FullyQualifiedName']) };
  const own = [
    ...rowsWhere(place.realm.table(name), { name: 'CustomerRef', type: 'ref' }, loserId),
  ];
  for (const { entity } of own)
    saveChange(place, name, { ...entity, CustomerRef: reference }, 'Update');
}
