import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { isClientStale } from '../../../scripts/support/client-build.ts';

let root: string;
const place = (file: string): string => path.join(root, file);

async function fileAt(file: string, minute: number): Promise<void> {
  await mkdir(path.dirname(place(file)), { recursive: true });
  await writeFile(place(file), '');
  await age(file, minute);
}

/** Sets when a file or folder was last changed. */
async function age(file: string, minute: number): Promise<void> {
  const at = new Date(Date.UTC(2026, 10, 22, 12, minute));
  await utimes(place(file), at, at);
}

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'dunlin-build-'));
  for (const file of ['client/pages/rule/page.tsx', 'domain/words.ts', 'vite.config.ts'])
    await fileAt(file, 10);
  for (const folder of ['client/pages/rule', 'client/pages', 'client', 'domain'])
    await age(folder, 10);
  await fileAt('dist/client/index.html', 20);
});
afterEach(() => rm(root, { recursive: true }));

describe('whether the client has to be built', () => {
  it('has not, when the built one is newer than all it is made of', () => {
    expect(isClientStale(root)).toBe(false);
  });

  it('has, when there is none', async () => {
    await rm(place('dist'), { recursive: true });
    expect(isClientStale(root)).toBe(true);
  });

  it.each(['client/pages/rule/page.tsx', 'domain/words.ts', 'vite.config.ts', 'package-lock.json'])(
    'has, when %s changed since',
    async (file) => {
      await fileAt(file, 30);
      await age('client/pages/rule', 10);
      await age('domain', 10);
      expect(isClientStale(root)).toBe(true);
    },
  );

  it('has, when a file was removed since', async () => {
    await rm(place('client/pages/rule/page.tsx'));
    await age('client/pages/rule', 30);
    expect(isClientStale(root)).toBe(true);
  });

  it('has not, for what the client is not made of', async () => {
    await fileAt('server/app.ts', 30);
    expect(isClientStale(root)).toBe(false);
  });
});
