import { describe, expect, it } from '@jest/globals';
import { listSetting, urlSetting } from '../../integrations/system.ts';

describe('settings of systems', () => {
  it.each([
    ['https://api.example/', 'https://api.example'],
    ['http://127.0.0.1:4010', 'http://127.0.0.1:4010'],
    ['ftp://api.example', 'no address'],
    ['api.example', 'no address'],
  ])('the address %s is read as %s', (given, expected) => {
    const { data = 'no address' } = urlSetting.safeParse(given);
    expect(data).toBe(expected);
  });

  it.each([
    ['one', ['one']],
    ['one, two,', ['one', 'two']],
    [' , ', []],
  ])('%j lists %j', (given, expected) => {
    expect(listSetting.parse(given)).toEqual(expected);
  });
});
