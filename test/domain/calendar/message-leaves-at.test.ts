import { describe, expect, it } from '@jest/globals';
import { messageLeavesAt, type SendingClock } from '../../../domain/calendar/message-leaves-at.ts';
import { prepareCalendar } from '../../../domain/calendar/sending-calendar.ts';
import { prepareRule } from '../../../domain/rules/prepare.ts';
import type { RuleSettings, Step } from '../../../domain/rules/rule.ts';
import { makeInvoice, makeSettings, makeSteps } from '../support/make-facts.ts';

/** Toronto in winter is five hours behind; 20 November 2026 is a Friday. */
const clock = (now: string): SendingClock => ({
  now: new Date(now),
  todayOn: '2026-11-20',
  timeZone: 'America/Toronto',
  hours: { sendFrom: '08:00', sendUntil: '18:00' },
  days: prepareCalendar({ weekdays: [1, 2, 3, 4, 5] }, new Set()),
});

function leaves(now: string, wanted: Partial<RuleSettings>, of: Partial<Step>) {
  const steps = makeSteps(3).map((step) => ({ ...step, ...of }));
  const settings = makeSettings({ ...wanted, steps });
  const rule = prepareRule({
    id: 'r',
    version: 1,
    enabled: true,
    createdAt: new Date(0),
    settings,
  });
  const [step] = steps as [Step];
  const invoice = makeInvoice({ booksCreatedAt: new Date('2026-11-20T14:30:00Z') });
  return messageLeavesAt({ rule, step }, invoice, clock(now)).toISOString();
}

describe('a message leaves', () => {
  it.each<[string, string, string, Partial<RuleSettings>, Partial<Step>]>([
    ['when the hours open', '2026-11-20T06:00:00Z', '2026-11-20T13:00:00.000Z', {}, {}],
    ['at once within them', '2026-11-20T15:30:00Z', '2026-11-20T15:30:00.000Z', {}, {}],
    ['on Monday after them (E41)', '2026-11-20T23:30:00Z', '2026-11-23T13:00:00.000Z', {}, {}],
    [
      'on Saturday, of a rule that writes on all days',
      '2026-11-20T23:30:00Z',
      '2026-11-21T13:00:00.000Z',
      { weekend: 'send' },
      {},
    ],
    [
      'of a notice: not before its least delay',
      '2026-11-20T15:00:00Z',
      '2026-11-20T16:30:00.000Z',
      { type: 'new_invoice' },
      { afterMinutes: 120 },
    ],
    [
      'of a notice whose delay ends after hours: when they open again',
      '2026-11-20T15:00:00Z',
      '2026-11-23T13:00:00.000Z',
      { type: 'new_invoice' },
      { afterMinutes: 600 },
    ],
    [
      'of a summary: at its hour, whatever the sending hours',
      '2026-11-20T06:00:00Z',
      '2026-11-21T01:00:00.000Z',
      { type: 'summary' },
      { hour: 20 },
    ],
    [
      'of a summary whose hour has passed: at once',
      '2026-11-20T15:30:00Z',
      '2026-11-20T15:30:00.000Z',
      { type: 'summary' },
      { hour: 9 },
    ],
  ])('%s', (_case, now, expected, settings, step) => {
    expect(leaves(now, settings, step)).toBe(expected);
  });
});
