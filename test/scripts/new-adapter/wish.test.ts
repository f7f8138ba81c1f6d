import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { adapterFiles, LIST } from '../../../scripts/new-adapter/adapter-files.ts';
import { readWish, withLine } from '../../../scripts/new-adapter/wish.ts';

const asked = (text: string, there: string[] = []) =>
  readWish(text.split(' '), (folder) => there.includes(folder));

describe('npm run new-adapter', () => {
  it.each([
    ['books sage', { key: 'sage', name: 'Sage' }],
    ['books sage Sage Accounting', { key: 'sage', name: 'Sage Accounting' }],
  ])('%s lays out %j', (text, expected) => {
    expect(asked(text)).toEqual(expected);
  });

  it.each([
    ['channel sms', /books are the only kind/],
    ['', /usage/],
    ['books', /the key has/],
    ['books Sage', /the key has/],
    ['books ../sage', /the key has/],
    ["books sage Sa'ge", /the name has/],
  ])('%s is refused with the reason', (text, complaint) => {
    expect(asked(text)).toEqual({ complaint: expect.stringMatching(complaint) });
  });

  it.each(['integrations/sage', 'sandbox/sage', 'test/integrations/sage'])(
    'overwrites nothing: %s is there',
    (folder) => {
      expect(asked('books sage', [folder])).toEqual({
        complaint: `${folder} is there already; nothing was written`,
      });
    },
  );

  it('stays in folders of its own but for one line', () => {
    const files = Object.keys(adapterFiles({ key: 'sage', name: 'Sage' }));
    expect(files.filter((file) => !file.includes('/sage/'))).toEqual([]);
    const list = readFileSync(LIST, 'utf8');
    expect(withLine(list, 'sage')).toBe(`${list}export { sage } from './sage/system.ts';\n`);
  });
});
