import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { systemCode } from './system-code.ts';

/** The master secret of a local set-up: made once, readable by its owner alone, kept apart from the database's folder. */
export async function localSecret(folder: string): Promise<string> {
  const file = path.join(folder, 'secret');
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error;
  }
  await mkdir(folder, { recursive: true });
  const secret = randomBytes(32).toString('base64url');
  await writeFile(file, secret, { mode: 0o600, flag: 'wx' });
  return secret;
}
