import type { JsonObject } from '../../kit/json.ts';
import { asText, refOf } from '../../kit/json.ts';
import type { Place } from './commit.ts';
import { faults } from './faults.ts';
import { currencyRef } from './forms.ts';
import type { Realm } from './realm.ts';

const INACTIVE = ' (deleted)';

/** Completes a customer: display name, place below its parent, the mark of an inactive name. */
export function finishCustomer(
  place: Place,
  before: JsonObject | undefined,
  draft: JsonObject,
): JsonObject {
  const { realm } = place;
  const active = draft['Active'] !== false;
  const displayName = markInactive(displayNameOf(before, draft), active);
  checkName(realm, displayName, asText(before?.['Id']));
  const parent = parentOf(realm, draft);
  const customer: JsonObject = {
    Taxable: false,
    Job: parent !== undefined,
    BillWithParent: false,
    Balance: 0,
    BalanceWithJobs: 0,
    CurrencyRef: currencyRef(realm.homeCurrency),
    PreferredDeliveryMethod: 'Print',
    IsProject: false,
    PrintOnCheckName: displayName,
    ...draft,
    Active: active,
    DisplayName: displayName,
    FullyQualifiedName: parent
      ? `${asText(parent['FullyQualifiedName'])}:${displayName}`
      : displayName,
  };
  if (parent) customer['Level'] = Number(parent['Level'] ?? 0) + 1;
  return customer;
}

function displayNameOf(before: JsonObject | undefined, draft: JsonObject): string {
  const parts = ['Title', 'GivenName', 'MiddleName', 'FamilyName', 'Suffix'].map((name) =>
    asText(draft[name]),
  );
  // The display name cannot be removed, so a full update without it keeps the old one.
  const name =
    asText(draft['DisplayName']) ||
    asText(before?.['DisplayName']) ||
    parts.filter(Boolean).join(' ');
  if (!name) throw faults.missing('DisplayName');
  if (/[:\t\n]/.test(name))
    throw faults.business('DisplayName must not contain a colon, tab or new line', 'DisplayName');
  return name;
}

/** Inactive names carry the suffix; reactivated ones lose it (facts: QuickBooks 2.4). */
function markInactive(name: string, active: boolean): string {
  const bare = name.endsWith(INACTIVE) ? name.slice(0, -INACTIVE.length) : name;
  return active ? bare : bare + INACTIVE;
}

function checkName(realm: Realm, name: string, ownId: string): void {
  const wanted = name.toLowerCase();
  for (const row of realm.table('Customer').byId.list) {
    const known = row.peek('DisplayName') ?? asText(row.entity['DisplayName']);
    if (known.toLowerCase() === wanted && row.id !== ownId) throw faults.duplicateName();
  }
}

function parentOf(realm: Realm, draft: JsonObject): JsonObject | undefined {
  const id = refOf(draft, 'ParentRef');
  if (id === '') return undefined;
  const parent = realm.table('Customer').get(id);
  if (!parent) throw faults.badReference('ParentRef', id);
  return parent;
}
