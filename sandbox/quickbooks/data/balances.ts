import type { JsonObject } from '../../kit/json.ts';
import { cents, fromCents, refOf } from '../../kit/json.ts';
import type { Realm } from './realm.ts';
import type { EntityName } from './specs.ts';

/** What a transaction adds to its customer's balance: open invoices less money and credits on account. */
function openCents(name: EntityName, entity: JsonObject | undefined): number {
  if (!entity) return 0;
  if (name === 'Invoice') return cents(entity['Balance']);
  if (name === 'Payment') return -cents(entity['UnappliedAmt']);
  return name === 'CreditMemo' ? -cents(entity['RemainingCredit']) : 0;
}

/** Moves the customers' balances by the difference a change makes. No event: Intuit announces the transaction only. */
export function followBalance(
  realm: Realm,
  name: EntityName,
  before: JsonObject | undefined,
  after: JsonObject | undefined,
): void {
  if (name !== 'Invoice' && name !== 'Payment' && name !== 'CreditMemo') return;
  const from = before ? refOf(before, 'CustomerRef') : '';
  const to = after ? refOf(after, 'CustomerRef') : '';
  if (from === to)
    return addToCustomer(realm, to, openCents(name, after) - openCents(name, before));
  addToCustomer(realm, from, -openCents(name, before));
  addToCustomer(realm, to, openCents(name, after));
}

function addToCustomer(realm: Realm, id: string, delta: number): void {
  if (delta === 0 || id === '') return;
  let level: 'Balance' | undefined = 'Balance';
  for (const customer of withParents(realm, id)) {
    const withJobs = fromCents(cents(customer['BalanceWithJobs']) + delta);
    const own = level ? fromCents(cents(customer['Balance']) + delta) : (customer['Balance'] ?? 0);
    realm.table('Customer').put({ ...customer, Balance: own, BalanceWithJobs: withJobs });
    level = undefined;
  }
}

function* withParents(realm: Realm, id: string): Generator<JsonObject> {
  const seen = new Set<string>();
  for (let next = id; next !== '' && !seen.has(next);) {
    seen.add(next);
    const customer = realm.table('Customer').get(next);
    if (!customer) return;
    next = refOf(customer, 'ParentRef');
    yield customer;
  }
}

/** Sets all balances from scratch: for seeds, where events and stamps must stay as they are. */
export function sumBalances(realm: Realm): void {
  const sums = new Map<string, { own: number; withJobs: number }>();
  for (const name of ['Invoice', 'Payment', 'CreditMemo'] as const) {
    for (const entity of realm.table(name).entities())
      addUp(realm, sums, refOf(entity, 'CustomerRef'), openCents(name, entity));
  }
  const customers = [...realm.table('Customer').entities()].map((customer) => {
    const sum = sums.get(String(customer['Id'])) ?? { own: 0, withJobs: 0 };
    return { ...customer, Balance: fromCents(sum.own), BalanceWithJobs: fromCents(sum.withJobs) };
  });
  realm.table('Customer').load(customers);
}

function addUp(
  realm: Realm,
  sums: Map<string, { own: number; withJobs: number }>,
  id: string,
  delta: number,
): void {
  if (delta === 0) return;
  let first = true;
  for (const customer of withParents(realm, id)) {
    const key = String(customer['Id']);
    const sum = sums.get(key) ?? { own: 0, withJobs: 0 };
    sums.set(key, { own: sum.own + (first ? delta : 0), withJobs: sum.withJobs + delta });
    first = false;
  }
}
