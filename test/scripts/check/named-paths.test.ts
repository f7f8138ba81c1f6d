import { describe, expect, it } from '@jest/globals';
import { missingPaths, namedPaths } from '../../../scripts/check/named-paths.ts';

describe('paths that a document names', () => {
  const cases: [string, string, string[]][] = [
    ['a file in back-ticks', 'see `server/start.ts`.', ['server/start.ts']],
    ['a folder', 'in `domain/gates/`', ['domain/gates/']],
    ['a file at the root', '`app.json` and `package.json`', ['app.json', 'package.json']],
    ['the target of a link', '[map](docs/map.md#rooms)', ['docs/map.md']],
    ['no pattern', '`test/**/*.ts` or `integrations/<x>/index.ts`', []],
    ['no command, no address, no code', '`npm start`, [a](https://x.example), `a/b`, `x.y()`', []],
  ];
  it.each(cases)('finds %s', (_what, line, expected) => {
    expect(namedPaths(line).map(({ text }) => text)).toEqual(expected);
  });

  it('reports what exists neither from the root nor from the document, with its line', () => {
    const exists = (file: string): boolean => ['docs/map.md', 'app.json'].includes(file);
    const text = '`app.json`\n[map](map.md) and `docs/gone.md`';
    expect(missingPaths('docs/words.md', text, exists)).toEqual([
      { text: 'docs/gone.md', line: 2 },
    ]);
  });
});
