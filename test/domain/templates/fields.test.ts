import { describe, expect, it } from '@jest/globals';
import { fields, isFieldPath } from '../../../domain/templates/fields.ts';
import { makeFields } from '../../support/make-template-fields.ts';

describe('fields', () => {
  it('are exactly the merge fields that a message is filled with', () => {
    const paths = Object.entries(makeFields()).flatMap(([group, values]) =>
      Object.keys(values as object).map((name) => `${group}.${name}`),
    );
    expect(fields.map(({ path }) => path).sort()).toEqual(paths.sort());
  });

  it.each(fields)('$path has words and an example in both languages', ({ label, example }) => {
    expect(Object.values(label).every((text) => text !== '')).toBe(true);
    expect(Object.values(example).every((text) => text !== '')).toBe(true);
  });

  it.each([
    ['invoice.number', true],
    ['invoice', false],
    ['invoice.secret', false],
    ['constructor', false],
    ['__proto__', false],
  ])('%s is a field: %s', (path, expected) => {
    expect(isFieldPath(path)).toBe(expected);
  });
});
