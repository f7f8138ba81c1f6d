import { describe, expect, it } from '@jest/globals';
import { MarkSentPost } from '../../../domain/api/invoices.ts';

describe('what is marked as sent', () => {
  it.each([
    [{ ids: ['1'] }, true],
    [{ all: {} }, true],
    [{ all: { q: 'acme', customer: 'c-1' } }, true],
    [{}, false],
    [{ ids: [] }, false],
    [{ ids: ['1'], all: {} }, false],
    [{ ids: Array.from({ length: 1001 }, String) }, false],
  ])('%j is named well: %s', (wanted, expected) => {
    expect(MarkSentPost.safeParse(wanted).success).toBe(expected);
  });
});
