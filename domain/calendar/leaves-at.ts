import { fromEpochDay, localDateOf, toEpochDay } from '../local-date.ts';
import { instantOf } from './clock-time.ts';
import type { SendingCalendar } from './sending-calendar.ts';
import { SendingSettings } from './sending-settings.ts';

type Window = Pick<SendingSettings, 'sendFrom' | 'sendUntil'>;

/**
 * When a message planned at `now` may leave: at once within the hours of a sending day, else when the next such hours begin. Local days and
 * clock times become instants only here, so a change of the clocks moves nothing (E38, E39, E40).
 */
export function leavesAt(
  now: Date,
  timeZone: string,
  settings: Window,
  calendar: SendingCalendar,
): Date {
  const { sendFrom, sendUntil } = usable(settings);
  let day = toEpochDay(localDateOf(now, timeZone));
  for (;;) {
    day = calendar.onOrAfter(day);
    const on = fromEpochDay(day);
    const opens = instantOf(on, sendFrom, timeZone);
    const closes = instantOf(on, sendUntil, timeZone);
    // Hours that the clocks jump over as a whole open at the instant they close: there are none on that day.
    if (opens < closes && now < closes) return now < opens ? opens : now;
    day += 1;
  }
}

/** Hours that never open are refused when saved; met all the same, they count as the usual ones. */
function usable({ sendFrom, sendUntil }: Window): Window {
  return sendFrom < sendUntil ? { sendFrom, sendUntil } : SendingSettings.parse({});
}
