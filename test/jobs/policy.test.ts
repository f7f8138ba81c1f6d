import { describe, expect, it } from '@jest/globals';
import { jobs, queueNames } from '../../domain/jobs.ts';
import { handlers } from '../../jobs/handlers/index.ts';
import { backoffMs, concurrency, SIGN_OF_LIFE_MS, SILENT_AFTER_MS } from '../../jobs/policy.ts';

describe('jobs', () => {
  it('have exactly one handler each, and a queue that is worked on', () => {
    expect(Object.keys(handlers).sort()).toEqual(Object.keys(jobs).sort());
    for (const { queue } of Object.values(jobs)) expect(queueNames).toContain(queue);
    for (const queue of queueNames) expect(concurrency[queue]).toBeGreaterThan(0);
  });

  it.each([
    [1, 1_000, 5_000],
    [2, 1_000, 9_000],
    [5, 1_000, 65_000],
    [9, 1_000, 601_000],
    [1_000, 1_000, 601_000],
  ])('after failure %s wait between %s and %s ms', (attempt, least, most) => {
    expect(backoffMs(attempt, () => 0)).toBe(least);
    expect(backoffMs(attempt, () => 1)).toBe(most);
  });

  it('give several signs of life before they count as lost', () => {
    expect(SILENT_AFTER_MS).toBeGreaterThan(3 * SIGN_OF_LIFE_MS);
  });
});
