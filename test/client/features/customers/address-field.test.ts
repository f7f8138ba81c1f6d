import { describe, expect, it } from '@jest/globals';
import {
  addressProblem,
  recipientState,
} from '../../../../client/features/customers/address-field.ts';

const long = `${'a'.repeat(60)}@${'b'.repeat(35)}.example`;

describe('a customer’s address, typed by a person (E31, E33)', () => {
  it.each([
    ['ap@acme.example', null, null],
    ['ap@acme.example, site@acme.example', 'ap@acme.example', null],
    ['', 'ap@acme.example', null],
    ['', null, 'unchanged'],
    [' ap@acme.example ', 'ap@acme.example', 'unchanged'],
    ['ap@acme', null, 'bad-address'],
    ['ap@acme.example, nobody', null, 'bad-address'],
    [`a@x.example,${long}`, null, 'too-long'],
    [`${'a'.repeat(40)}@${'b'.repeat(51)}.example`, null, null],
    [`${'a'.repeat(40)}@${'b'.repeat(52)}.example`, null, 'too-long'],
  ])('%j after %j: %j', (text, known, problem) => {
    expect(addressProblem(text, known, 100)).toBe(problem);
  });

  it.each([
    [null, null, 'missing'],
    ['', 'ap@acme.example', 'usable'],
    ['ap@acme.example', null, 'usable'],
    ['nobody', null, 'bad'],
    ['nobody', 'ap@acme.example', 'usable'],
    [null, 'ap@', 'bad'],
  ] as const)('invoice %j and customer %j: %s', (invoice, customer, state) => {
    expect(recipientState(invoice, customer)).toBe(state);
  });
});
