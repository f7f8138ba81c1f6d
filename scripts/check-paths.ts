import { existsSync } from 'node:fs';
import { words } from '../domain/words.ts';
import { filesBelow, readText } from './check/files.ts';
import { glossaryGaps, pageTerms } from './check/glossary.ts';
import { filesWithoutMirror } from './check/mirrors.ts';
import { missingPaths } from './check/named-paths.ts';

/** Fails when a document names a file that is gone, a core file has no test, or a word stands in one glossary only. */
const root = process.cwd();
const files = filesBelow(root);

const paths = files
  .filter((file) => file.endsWith('.md'))
  .flatMap((file) =>
    missingPaths(file, readText(root, file), existsSync).map(
      ({ text, line }) => `${file}:${line} names ${text}, which does not exist`,
    ),
  );
const sources = files
  .filter((file) => file.endsWith('.ts'))
  .map((file) => ({ file, text: readText(root, file) }));
const mirrors = filesWithoutMirror(sources).map(
  (file) => `${file} has no test below test/ of its own`,
);
const glossary = glossaryGaps(Object.keys(words), pageTerms(readText(root, 'docs/words.md')));

const problems = [...paths, ...mirrors, ...glossary];
for (const problem of problems) process.stdout.write(`${problem}\n`);
process.exitCode = problems.length === 0 ? 0 : 1;
