import { describe, expect, it } from '@jest/globals';
import {
  InvoiceSendingSettings,
  InvoiceSendingSettingsPut,
} from '../../../domain/invoice-sending/settings.ts';

describe('settings of invoice sending', () => {
  it('are all there, and off, for an organisation that never saved any (UF-3)', () => {
    expect(InvoiceSendingSettings.parse({})).toEqual({
      on: false,
      mode: 'by-hand',
      delayDays: 0,
      weekdays: [1, 2, 3, 4, 5],
      cutOff: '06:30',
      sendPaid: true,
      templateId: null,
      copyTo: null,
    });
  });

  it.each([
    [{}, []],
    [{ on: true, delayDays: 60, weekdays: [7], copyTo: 'ana@acme.example' }, []],
    [{ weekdays: [] }, ['weekdays no-weekday']],
    [{ weekdays: [8] }, ['weekdays.0 too_big']],
    [{ delayDays: -1 }, ['delayDays too_small']],
    [{ delayDays: 1.5 }, ['delayDays invalid_type']],
    [{ copyTo: 'ana' }, ['copyTo invalid_format']],
    [{ mode: 'automatic', cutOff: '15:05' }, []],
    [{ mode: 'sometimes' }, ['mode invalid_value']],
    [{ cutOff: '25:00' }, ['cutOff invalid_format']],
  ])('saved as %j are refused for %j', (wanted, expected) => {
    const issues = InvoiceSendingSettingsPut.safeParse(wanted).error?.issues ?? [];
    const told = issues.map(
      ({ path, code, message }) => `${path.join('.')} ${code === 'custom' ? message : code}`,
    );
    expect(told).toEqual(expected);
  });
});
