import { addEntity, editEntity } from '../data/write.ts';
import { rowsWhere } from '../data/query-fields.ts';
import type { JsonObject } from '../../kit/json.ts';
import { refOf } from '../../kit/json.ts';
import { mergeCustomers, setActive, setEmail } from '../users/customers.ts';
import { idOf } from './hand.ts';
import type { Hand } from './hand.ts';
import type { Moves } from './move.ts';

function hasChildren({ place }: Hand, customer: JsonObject): boolean {
  const field = { name: 'ParentRef', type: 'ref' } as const;
  const [child] = rowsWhere(place.realm.table('Customer'), field, idOf(customer));
  return child !== undefined;
}

function merge(hand: Hand): JsonObject | undefined {
  const winner = hand.customer();
  if (!winner) return undefined;
  const currency = refOf(winner, 'CurrencyRef');
  const loser = hand.find(
    'Customer',
    (one) =>
      idOf(one) !== idOf(winner) &&
      refOf(one, 'CurrencyRef') === currency &&
      refOf(winner, 'ParentRef') !== idOf(one),
  );
  if (!loser || hasChildren(hand, loser)) return undefined;
  return mergeCustomers(hand.place, idOf(winner), idOf(loser));
}

/** What happens to customers and terms. */
export const nameMoves: Moves = {
  createCustomer: {
    weight: 3,
    play: (hand) => {
      const word = hand.word();
      return addEntity(hand.place, 'Customer', {
        DisplayName: `Company ${word}`,
        PreferredDeliveryMethod: 'Email',
        PrimaryEmailAddr: { Address: `${word}@customers.example` },
      });
    },
  },
  createSubCustomer: {
    weight: 1,
    play: (hand) => {
      const parent = hand.find(
        'Customer',
        (one) => one['Active'] !== false && Number(one['Level'] ?? 0) < 4,
      );
      if (!parent) return undefined;
      return addEntity(hand.place, 'Customer', {
        DisplayName: `Job ${hand.word()}`,
        ParentRef: { value: idOf(parent) },
        BillWithParent: hand.chance.next() < 0.5,
        CurrencyRef: parent['CurrencyRef'] ?? '',
      });
    },
  },
  renameCustomer: {
    weight: 3,
    play: (hand) => {
      const customer = hand.customer();
      const changes = { DisplayName: `Renamed ${hand.word()}` };
      return customer && editEntity(hand.place, 'Customer', idOf(customer), changes);
    },
  },
  setCustomerEmail: {
    weight: 3,
    play: (hand) => {
      const customer = hand.customer();
      const email = hand.chance.next() < 0.2 ? '' : `${hand.word()}@customers.example`;
      return customer && setEmail(hand.place, idOf(customer), email);
    },
  },
  deactivateCustomer: {
    weight: 1,
    play: (hand) => {
      const customer = hand.customer();
      return customer && setActive(hand.place, idOf(customer), false);
    },
  },
  activateCustomer: {
    weight: 1,
    play: (hand) => {
      const customer = hand.find('Customer', (one) => one['Active'] === false);
      return customer && setActive(hand.place, idOf(customer), true);
    },
  },
  mergeCustomers: { weight: 1, play: merge },
  editTerm: {
    weight: 1,
    play: (hand) => {
      const term = hand.find('Term', (one) => one['DueDays'] !== undefined);
      const changes = { Name: `Terms ${hand.word()}`, DueDays: hand.chance.whole(0, 90) };
      return term && editEntity(hand.place, 'Term', idOf(term), changes);
    },
  },
};
