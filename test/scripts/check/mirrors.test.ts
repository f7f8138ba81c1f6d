import { describe, expect, it } from '@jest/globals';
import { filesWithoutMirror } from '../../../scripts/check/mirrors.ts';

const code = 'export function x() {}';
const without = (files: Record<string, string>): string[] =>
  filesWithoutMirror(Object.entries(files).map(([file, text]) => ({ file, text })));

describe('files without a test of their own', () => {
  const cases: [string, Record<string, string>, string[]][] = [
    ['code alone', { 'domain/money.ts': code }, ['domain/money.ts']],
    ['a constant arrow function', { 'domain/a.ts': 'export const a = () => 1;' }, ['domain/a.ts']],
    ['code with its mirror', { 'domain/money.ts': code, 'test/domain/money.test.ts': '' }, []],
    ['types only', { 'domain/a.ts': 'export interface A {\n  f: () => void;\n}' }, []],
    ['a table of constants', { 'domain/a.ts': '// () => no code\nexport const a = [1];' }, []],
    [
      'code that a test of its area imports',
      { 'domain/a.ts': code, 'test/domain/b.test.ts': "import { a } from '../../domain/a.ts';" },
      [],
    ],
    [
      'code that only a test of another area imports',
      {
        'domain/a.ts': code,
        'test/integrations/b.test.ts': "import { a } from '../../domain/a.ts';",
      },
      ['domain/a.ts'],
    ],
    [
      'parts of an adapter that a contract suite opens',
      {
        'integrations/x/part.ts': code,
        'test/integrations/a.contract.test.ts':
          "import { x } from '../../integrations/x/index.ts';",
      },
      [],
    ],
    ['other folders', { 'server/a.ts': code }, []],
  ];
  it.each(cases)('%s', (_what, files, expected) => {
    expect(without(files)).toEqual(expected);
  });
});
