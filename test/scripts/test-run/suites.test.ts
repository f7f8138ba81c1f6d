import { describe, expect, it } from '@jest/globals';
import { choose, isInSuite, suites } from '../../../scripts/test-run/suites.ts';

const suitesOf = (file: string): string[] =>
  suites.filter((suite) => isInSuite(suite, file)).map(({ name }) => name);

describe('the suites', () => {
  it.each([
    ['test/domain/gates/memo.test.ts', ['main']],
    ['test/server/db/rules.db.test.ts', ['main']],
    ['test/flows/overdue.flow.test.ts', ['main', 'redis']],
    ['test/jobs/queues.redis.test.ts', ['redis']],
    ['test/e2e/first-day.test.ts', ['browser']],
    ['test/client/rules.browser.test.ts', ['browser']],
    ['test/soak/ten-days.test.ts', ['soak']],
    ['test/faults/kills.test.ts', ['faults']],
  ])('hold %s in %j', (file, expected) => {
    expect(suitesOf(file)).toEqual(expected);
  });
});

describe('what to run', () => {
  const chosen = (...args: string[]) => {
    const { suites: parts, rest } = choose(args);
    return { parts: parts.map(({ suite, only }) => only?.source ?? suite.name), rest };
  };
  it('is everything without arguments', () => {
    expect(chosen()).toEqual({ parts: ['main', 'redis', 'browser'], rest: [] });
  });
  it('is what is named', () => {
    expect(chosen('redis', 'browser')).toEqual({ parts: ['redis', 'browser'], rest: [] });
    expect(chosen('soak')).toEqual({ parts: ['soak'], rest: [] });
    expect(chosen('faults')).toEqual({ parts: ['faults'], rest: [] });
    expect(chosen('flows')).toEqual({ parts: ['^test\\/flows\\/'], rest: [] });
  });
  it('is left to Jest with a path', () => {
    expect(chosen('test/domain', '-t', 'memo')).toEqual({
      parts: ['main'],
      rest: ['test/domain', '-t', 'memo'],
    });
  });
});
