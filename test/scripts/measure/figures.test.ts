import { describe, expect, it } from '@jest/globals';
import { figuresOf, percentile } from '../../../scripts/measure/figures.ts';
import { filesNaming } from '../../../scripts/measure/vendors.ts';

const text = `/** Adds.
 * Twice. */
export function add(a: number, b: number) {
  return a + b; // not a comment line
}
export const twice = (a: number) => {
  return add(a, a);
};
`;

describe('the figures of a file', () => {
  it('count lines, comment lines, and each function with its length', () => {
    expect(figuresOf('a.ts', text)).toEqual({
      lines: 8,
      commentLines: 2,
      functions: [
        { name: 'add', line: 3, lines: 3, parameters: 2 },
        { name: 'twice', line: 6, lines: 3, parameters: 1 },
      ],
    });
  });

  it('give percentiles', () => {
    expect(percentile([5, 1, 3, 2, 4], 0.5)).toBe(3);
    expect(percentile([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.9)).toBe(10);
    expect(percentile([], 0.5)).toBe(0);
  });
});

describe('files that name a vendor', () => {
  it('do not count its adapter, its sandbox, tests and comments', () => {
    const files = [
      'integrations/xero/index.ts',
      'sandbox/xero/main.ts',
      'test/flows/xero.test.ts',
      'server/services/sync.ts',
    ].map((file) => ({ file, text: 'const system = "Xero";' }));
    files.push({ file: 'server/b.ts', text: '// Xero\n/* Xero */ const a = 1;' });
    expect(filesNaming({ folder: 'xero', words: /xero/i }, files)).toEqual([
      'server/services/sync.ts',
    ]);
  });
});
