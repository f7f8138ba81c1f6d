import { expect, it } from '@jest/globals';
import { toIanaZone } from '../../../integrations/xero/time-zones.ts';

it.each([
  ['NEWZEALANDSTANDARDTIME', 'Pacific/Auckland'],
  ['AUSEASTERNSTANDARDTIME', 'Australia/Sydney'],
  ['EAUSTRALIASTANDARDTIME', 'Australia/Brisbane'],
  ['GMTSTANDARDTIME', 'Europe/London'],
  ['EASTERNSTANDARDTIME', 'America/New_York'],
  ['SOUTHAFRICASTANDARDTIME', 'Africa/Johannesburg'],
  ['Central Standard Time (Mexico)', 'America/Mexico_City'],
  ['UTC', 'UTC'],
  // Which side of Greenwich is lost.
  ['UTC12', null],
  ['NARNIASTANDARDTIME', null],
  ['', null],
  [null, null],
])('%s is %s (E38; facts: Xero 2.2)', (name, zone) => {
  expect(toIanaZone(name)).toBe(zone);
});
