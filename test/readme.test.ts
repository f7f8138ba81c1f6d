import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { readConfig, settingNames } from '../server/config.ts';

const readme = readFileSync('README.md', 'utf8');
const rows = new Map(
  [...readme.matchAll(/^\| `([A-Z][A-Z0-9_]+)` \| ([^|]*) \|/gm)].map(
    ([, name = '', value = '']) => [name, value.trim().replaceAll('`', '')],
  ),
);

describe('README.md', () => {
  it('has a line for each setting, and for no other', () => {
    expect([...rows.keys()].sort()).toEqual([...settingNames].sort());
  });

  it('tells the defaults that the code has', () => {
    const defaults = Object.entries(readConfig({})).flatMap(([name, value]) =>
      ['string', 'number'].includes(typeof value) ? [[name, String(value)]] : [],
    );
    expect(defaults.length).toBeGreaterThan(8);
    for (const [name = '', value] of defaults)
      expect([name, rows.get(name)]).toEqual([name, value]);
  });

  it('names only commands that exist', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      scripts: Record<string, string>;
    };
    const named = [...readme.matchAll(/npm run ([\w:-]+)/g)].map(([, name = '']) => name);
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });
});
