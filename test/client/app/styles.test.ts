import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { filesBelow } from '../../../scripts/check/files.ts';

/** A field whose controls, all that its styles are for, are hidden. */
const withoutStyles = new Set(['NumberInput']);

const sources = filesBelow(process.cwd(), 'client')
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => readFileSync(file, 'utf8'));

function namedIn(pattern: RegExp): Set<string> {
  return new Set(
    sources.flatMap((source) => [...source.matchAll(pattern)].map(([, name]) => name ?? '')),
  );
}

it('every component of the library that is used brings its styles', () => {
  const imports = namedIn(/import \{([^}]*)\} from '@mantine\/core'/g);
  const used = [...imports].flatMap((list) => list.split(',').map((name) => name.trim()));
  const dressed = namedIn(/@mantine\/core\/styles\/(\w+)\.css/g);
  const naked = used.filter(
    (name) =>
      existsSync(`node_modules/@mantine/core/styles/${name}.css`) &&
      !dressed.has(name) &&
      !withoutStyles.has(name),
  );
  expect([...new Set(naked)]).toEqual([]);
  expect(used).toContain('Button');
});
