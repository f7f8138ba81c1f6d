import path from 'node:path';

const roots =
  'bench|client|docs|domain|integrations|jobs|sandbox|scripts|server|test|marketplace|\\.ci';
const inCode = new RegExp(`^(?:\\./)?((?:${roots})/[\\w./*<>-]+|[\\w.-]+\\.(?:json|md|js|ts))$`);

export interface NamedPath {
  /** As it stands in the document. */
  text: string;
  line: number;
}

/** Paths of the repository that a document names, in back-ticks or as the target of a link. Patterns (`*`, `<x>`) are no paths. */
export function namedPaths(markdown: string): NamedPath[] {
  return markdown.split('\n').flatMap((text, index) => {
    const inTicks = [...text.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);
    const targets = [...text.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(([, to = '']) => to);
    return [...inTicks.flatMap(toPath), ...targets].map((found) => ({
      text: found,
      line: index + 1,
    }));
  });
}

/** Named paths that do not exist, seen from the root or from the folder of the document. */
export function missingPaths(
  document: string,
  markdown: string,
  exists: (file: string) => boolean,
): NamedPath[] {
  const folder = path.posix.dirname(document);
  return namedPaths(markdown).filter(({ text }) => {
    const fromRoot = path.posix.normalize(text);
    return !exists(fromRoot) && !exists(path.posix.join(folder, text));
  });
}

function toPath(code: string): string[] {
  const match = inCode.exec(code)?.[1];
  return match === undefined || /[*<>]/.test(match) ? [] : [match.replace(/[.,]$/, '')];
}
