import path from 'node:path';

export interface SourceFile {
  file: string;
  text: string;
}

/**
 * Files of `domain` and `integrations` that have code but neither a test of the same name nor one below the same part of `test/` that
 * imports them. Passing through on the way to something else is no test, except inside an adapter that a contract suite opens by its
 * `index.ts`: there the contract is what the parts are for.
 */
export function filesWithoutMirror(sources: readonly SourceFile[]): string[] {
  const known = new Set(sources.map(({ file }) => file));
  const tested = new Set(
    sources
      .filter(({ file }) => /^test\/(domain|integrations)\//.test(file))
      .flatMap((source) =>
        importsOf(source).filter((target) => areaOf(target) === areaOf(source.file)),
      ),
  );
  const underContract = sources
    .filter(({ file }) => /^test\/integrations\/.*(\.contract\.test|worlds?)\.ts$/.test(file))
    .flatMap(importsOf)
    .filter((target) => /^integrations\/[^/]+\/index\.ts$/.test(target))
    .map((target) => path.posix.dirname(target));
  return sources
    .filter(({ file, text }) => /^(domain|integrations)\/.*\.ts$/.test(file) && hasFunction(text))
    .map(({ file }) => file)
    .filter((file) => !underContract.includes(path.posix.dirname(file)))
    .filter((file) => !tested.has(file) && !mirrorsOf(file).some((test) => known.has(test)));
}

function mirrorsOf(file: string): string[] {
  const base = `test/${file.replace(/\.ts$/, '')}`;
  return ['.test.ts', '.contract.test.ts', '.db.test.ts'].map((ending) => base + ending);
}

/** `domain` of both `domain/money.ts` and `test/domain/money.test.ts`. */
function areaOf(file: string): string {
  return file.replace(/^test\//, '').split('/')[0] ?? '';
}

function importsOf({ file, text }: SourceFile): string[] {
  const folder = path.posix.dirname(file);
  return [...text.matchAll(/from\s+'(\.[^']+)'/g)].map(([, target = '']) =>
    path.posix.normalize(path.posix.join(folder, target)),
  );
}

/** Types, constants, schemas and tables of texts have nothing to run; a function has. */
export function hasFunction(source: string): boolean {
  return /(^|\s)(async\s+)?function\b|=>|^(export )?(abstract )?class\s/m.test(
    withoutTypes(source),
  );
}

/** Comments and function types in interfaces look like code. */
function withoutTypes(source: string): string {
  return source
    .replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
    .replace(/^(export )?(interface|type) [\s\S]*?^(\}|.*;$)/gm, '');
}
