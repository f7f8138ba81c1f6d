import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';

/** What the built client is made of. The lock file stands for the libraries. */
const sources = ['client', 'domain', 'vite.config.ts', 'package-lock.json'];
const BUILT = 'dist/client/index.html';

/** Whether the built client is missing or older than anything it is made of, below the root of the project. */
export function isClientStale(root: string): boolean {
  const built = path.join(root, BUILT);
  if (!existsSync(built)) return true;
  const builtAt = statSync(built).mtimeMs;
  return sources.some((source) => newestIn(path.join(root, source)) > builtAt);
}

function newestIn(file: string): number {
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found) return 0;
  // A folder's own time tells that a file in it was removed.
  if (!found.isDirectory()) return found.mtimeMs;
  return Math.max(
    found.mtimeMs,
    ...readdirSync(file).map((name) => newestIn(path.join(file, name))),
  );
}

/** Builds the client when it has to be. Answers whether it did. */
export async function buildClient(root: string, { always = false } = {}): Promise<boolean> {
  if (!always && !isClientStale(root)) return false;
  // Only here: a production install has the built client and no vite.
  const { build } = await import('vite');
  await build({
    configFile: path.join(root, 'vite.config.ts'),
    logLevel: 'error',
    // Told once for the whole bundle, and right for an application behind a sign-in.
    build: { chunkSizeWarningLimit: 2_000 },
  });
  return true;
}
