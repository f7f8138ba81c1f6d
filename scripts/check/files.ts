import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const skipped = new Set(['node_modules', '.git', '.dunlin', 'dist', 'coverage', 'migrations']);

/** All files below the folder, as paths relative to the root, with `/` on every system. */
export function filesBelow(root: string, folder = '.'): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const file = path.posix.join(folder, entry.name);
    if (!entry.isDirectory()) return [file];
    return skipped.has(entry.name) ? [] : filesBelow(root, file);
  });
}

export function readText(root: string, file: string): string {
  return readFileSync(path.join(root, file), 'utf8');
}
