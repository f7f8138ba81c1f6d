import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import compile from 'icu-minify/compile';

interface Catalogue {
  [name: string]: string | Catalogue;
}

const folder = new URL('../../client/', import.meta.url).pathname;
const catalogues = { en: load('en'), fr: load('fr') };
const leaves = { en: leavesOf(catalogues.en), fr: leavesOf(catalogues.fr) };

function load(language: string): Catalogue {
  return JSON.parse(readFileSync(join(folder, `locales/${language}.json`), 'utf8')) as Catalogue;
}

function leavesOf(node: Catalogue, path = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [name, value] of Object.entries(node)) {
    const key = path === '' ? name : `${path}.${name}`;
    if (typeof value === 'string') found.set(key, value);
    else for (const [inner, text] of leavesOf(value, key)) found.set(inner, text);
  }
  return found;
}

/** Names of the arguments with the number of their kind, e.g. `days 2` for a plural, from all branches. Throws when it is no ICU message. */
function argumentsOf(message: string): string[] {
  return [...new Set(argumentsIn(compile(message)))].sort();
}

function argumentsIn(parts: unknown): string[] {
  if (!Array.isArray(parts)) return [];
  return parts
    .filter(Array.isArray)
    .flatMap(([name, kind, branches]: unknown[]) => [
      `${String(name)} ${typeof kind === 'number' ? kind : ''}`,
      ...Object.values(branches ?? {}).flatMap(argumentsIn),
    ]);
}

/** Every quoted text of the client's code that starts like a key of the catalogue. */
function keysInCode(): Set<string> {
  const roots = Object.keys(catalogues.en).join('|');
  const quoted = new RegExp(`'((?:${roots})\\.[\\w.-]+)'`, 'g');
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const sources = names.filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts'));
  const keys = new Set<string>(
    ['reason', 'invoiceField', 'writtenField', 'sentState', 'evidence', 'channel'].filter(
      isFamilyUsed,
    ),
  );
  for (const source of sources)
    for (const [, key = ''] of readFileSync(join(folder, source), 'utf8').matchAll(quoted))
      keys.add(key);
  return keys;
}

/** Families of one word cannot be told from other texts by their shape, so the call is looked for. */
function isFamilyUsed(family: string): boolean {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => /\.tsx?$/.test(name))
    .some((name) => readFileSync(join(folder, name), 'utf8').includes(`sentence('${family}', `));
}

const isUnder = (key: string, used: Set<string>) =>
  [...used].some((one) => key === one || key.startsWith(`${one}.`));

describe('the catalogues', () => {
  it('have the same keys in both languages', () => {
    expect([...leaves.fr.keys()].sort()).toEqual([...leaves.en.keys()].sort());
  });

  it('have the same placeholders in both languages', () => {
    const differing = [...leaves.en].filter(
      ([key, text]) => argumentsOf(text).join() !== argumentsOf(leaves.fr.get(key) ?? '').join(),
    );
    expect(differing).toEqual([]);
  });

  it('hold every key that the code asks for', () => {
    const used = [...keysInCode()];
    const known = [...leaves.en.keys()];
    const missing = used.filter((key) => !known.some((one) => isUnder(one, new Set([key]))));
    expect(missing).toEqual([]);
  });

  it('hold nothing that no code asks for', () => {
    const used = keysInCode();
    expect([...leaves.en.keys()].filter((key) => !isUnder(key, used))).toEqual([]);
  });

  it('never use an exclamation mark, and always the words of the glossary', () => {
    const forbidden = [/!/, /\binvalid\b/i, /\bQB\b|\bQBO\b/, /\brelance/i, /debtor/i];
    const all = [...leaves.en.values(), ...leaves.fr.values()];
    expect(all.filter((text) => forbidden.some((word) => word.test(text)))).toEqual([]);
  });

  it('have a no-break space before a colon in French', () => {
    const wrong = [...leaves.fr.values()].filter((text) => /[^\u00a0\d]: | :/.test(text));
    expect(wrong).toEqual([]);
  });
});
