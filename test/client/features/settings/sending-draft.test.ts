import { describe, expect, it } from '@jest/globals';
import {
  toSending,
  toSendingDraft,
  wrongInSending,
  type SendingDraft,
} from '../../../../client/features/settings/sending-draft.ts';
import { SendingSettings } from '../../../../domain/calendar/sending-settings.ts';

const settings = SendingSettings.parse({ tolerances: { CAD: 500 } });
const draft = toSendingDraft(settings);

describe('the draft of sending', () => {
  it('is what was saved, and saves as it', () => {
    expect(draft.tolerances).toEqual([{ currency: 'CAD', amount: '5.00' }]);
    expect(toSending(draft)).toEqual(settings);
    expect(toSending({ ...draft, weekdays: [6, 1] }).weekdays).toEqual([1, 6]);
  });

  it.each<[Partial<SendingDraft>, string[]]>([
    [{}, []],
    [{ weekdays: [] }, ['weekdays']],
    [{ weekdays: [8, 9] }, ['weekdays']],
    [{ sendFrom: '' }, ['sendFrom']],
    [{ sendUntil: '08:00' }, ['sendUntil']],
    [{ contactGapDays: Number.NaN }, ['contactGapDays']],
    [{ contactCap: { messages: 0, days: Number.NaN } }, ['contactCap.messages', 'contactCap.days']],
    [{ capPerHour: 0, capPerDay: 2_000_000 }, ['capPerHour', 'capPerDay']],
    [{ tolerances: [{ currency: 'CAD', amount: 'two' }] }, ['tolerances']],
    [
      { sender: { name: 'x'.repeat(81), replyTo: 'me', address: 'me@gmail.com' } },
      ['sender.name', 'sender.replyTo', 'sender.consumer'],
    ],
    [
      { sender: { name: '', replyTo: ' ', address: 'two@a.example, b@a.example' } },
      ['sender.address'],
    ],
    [{ holidays: { ...draft.holidays, region: 'QC' } }, ['other']],
  ])('with %j is wrong in %j', (change, wrong) => {
    expect(wrongInSending({ ...draft, ...change })).toEqual(wrong);
  });
});
