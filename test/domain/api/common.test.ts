import { describe, expect, it } from '@jest/globals';
import { PageQuery } from '../../../domain/api/common.ts';

describe('page query', () => {
  it('gives a page of 100 when nothing is asked', () => {
    expect(PageQuery.parse({})).toEqual({ limit: 100 });
  });

  it.each([
    { limit: '0' },
    { limit: '201' },
    { limit: 'many' },
    { q: 'x'.repeat(201) },
    { cursor: 'x'.repeat(501) },
  ])('refuses %j', (query) => {
    expect(PageQuery.safeParse(query).success).toBe(false);
  });

  it('trims what is searched for', () => {
    expect(PageQuery.parse({ q: '  birch ', limit: '20' })).toEqual({ q: 'birch', limit: 20 });
  });
});
