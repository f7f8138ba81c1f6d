import { describe, expect, it } from '@jest/globals';
import { SendingSettings, SendingSettingsPut } from '../../../domain/calendar/sending-settings.ts';

describe('sending settings', () => {
  it('are all there for an organisation that never saved any', () => {
    expect(SendingSettings.parse({})).toEqual({
      replyPauseDays: 7,
      sendFrom: '08:00',
      sendUntil: '18:00',
      weekdays: [1, 2, 3, 4, 5],
      holidays: { country: null, region: null, added: [], removed: [] },
      contactGapDays: 1,
      contactCap: null,
      credits: 'hold',
      tolerances: {},
      capPerHour: null,
      capPerDay: null,
      onlineLinks: false,
      undoSeconds: 10,
      stopOnBounces: true,
      stopAtTimesUsual: 3,
    });
  });

  it('keep what was saved and take the rest from the defaults', () => {
    const saved = { weekdays: [6], holidays: { country: 'CA' }, tolerances: { CAD: 200 } };
    expect(SendingSettings.parse(saved)).toMatchObject({
      weekdays: [6],
      holidays: { country: 'CA', region: null, added: [], removed: [] },
      tolerances: { CAD: 200 },
      sendFrom: '08:00',
    });
  });

  it.each([
    [{}, []],
    [{ sendFrom: '00:00', sendUntil: '23:59', contactGapDays: 0 }, []],
    [{ weekdays: [1, 2, 3, 4, 5, 6, 7], contactCap: { messages: 3, days: 30 } }, []],
    [{ holidays: { country: 'CA', region: 'QC', added: ['2028-02-29'] } }, []],
    [{ weekdays: [] }, ['weekdays no-weekday']],
    [{ weekdays: [0] }, ['weekdays.0 too_small']],
    [{ sendFrom: '09:00', sendUntil: '09:00' }, ['sendUntil window-closed']],
    [{ sendFrom: '20:00', sendUntil: '06:00' }, ['sendUntil window-closed']],
    [{ sendFrom: '07:60' }, ['sendFrom not-a-time']],
    [{ sendUntil: '9:00' }, ['sendUntil not-a-time']],
    [{ holidays: { region: 'QC' } }, ['holidays.region region-without-country']],
    [{ holidays: { country: 'Canada' } }, ['holidays.country invalid_format']],
    [{ holidays: { removed: ['2026-02-29'] } }, ['holidays.removed.0 not-a-date']],
    [{ contactGapDays: 61 }, ['contactGapDays too_big']],
    [{ contactCap: { messages: 0, days: 7 } }, ['contactCap.messages too_small']],
    [{ tolerances: { CAD: -1 } }, ['tolerances.CAD too_small']],
    [{ tolerances: { cad: 100 } }, ['tolerances.cad invalid_key']],
    [{ tolerances: { CAD: 0.5 } }, ['tolerances.CAD invalid_type']],
    [{ capPerHour: 0 }, ['capPerHour too_small']],
    [{ undoSeconds: 0 }, []],
    [{ undoSeconds: 30 }, []],
    [{ undoSeconds: 60 }, []],
    [{ undoSeconds: 20 }, ['undoSeconds invalid_value']],
    [{ undoSeconds: null }, ['undoSeconds invalid_value']],
  ])('saved as %j are wrong in %j', (given, expected) => {
    const { error } = SendingSettingsPut.safeParse(given);
    const words = new Set(['no-weekday', 'window-closed', 'region-without-country']);
    const wrong = (error?.issues ?? []).map(({ path, code, message }) => {
      const own = words.has(message) || message.startsWith('not-a-');
      return `${path.join('.')} ${own ? message : code}`;
    });
    expect(wrong).toEqual(expected);
  });
});
