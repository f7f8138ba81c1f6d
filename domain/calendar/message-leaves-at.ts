import type { Invoice } from '../invoice/invoice.ts';
import type { LocalDate } from '../local-date.ts';
import type { PreparedRule } from '../rules/prepare.ts';
import type { Step } from '../rules/rule.ts';
import { instantOf } from './clock-time.ts';
import { leavesAt } from './leaves-at.ts';
import { prepareCalendar, type SendingCalendar } from './sending-calendar.ts';
import type { SendingSettings } from './sending-settings.ts';

/** One instant in an organisation's calendar, with the hours and days on which its messages leave. */
export interface SendingClock {
  now: Date;
  /** The day of `now` in the zone. */
  todayOn: LocalDate;
  timeZone: string;
  hours: Pick<SendingSettings, 'sendFrom' | 'sendUntil'>;
  days: SendingCalendar;
}

/** When a message planned now may leave: within the sending hours, a notice not before its least delay, a summary not before its hour. */
export function messageLeavesAt(
  { rule, step }: { rule: PreparedRule; step: Step },
  { booksCreatedAt }: Pick<Invoice, 'booksCreatedAt'>,
  clock: SendingClock,
): Date {
  const { now } = clock;
  switch (rule.reminderClass) {
    case 'new_invoice': {
      const earliest = booksCreatedAt.getTime() + step.afterMinutes * 60_000;
      return withinHours(rule, clock, later(now, new Date(earliest)));
    }
    case 'summary':
      return later(now, instantOf(clock.todayOn, `${pad(step.hour)}:00`, clock.timeZone));
    default:
      return withinHours(rule, clock, now);
  }
}

const pad = (hour: number): string => String(hour).padStart(2, '0');
const later = (a: Date, b: Date): Date => (a > b ? a : b);
/** For what goes by the clock alone, or on any day. */
export const everyDay = prepareCalendar({ weekdays: [1, 2, 3, 4, 5, 6, 7] }, new Set());

function withinHours({ shift }: PreparedRule, clock: SendingClock, at: Date): Date {
  return leavesAt(at, clock.timeZone, clock.hours, shift === 'send' ? everyDay : clock.days);
}
