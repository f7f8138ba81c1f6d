import { createHash } from 'node:crypto';
import type { OrganisationId } from '../../../domain/ids.ts';
import { addDays, localDateOf, startOfDay } from '../../../domain/local-date.ts';
import { NIGHT } from './intervals.ts';

const DAY_MS = 86_400_000;

/**
 * When the next nightly check begins: between two and five o'clock in the organisation's zone, at its own time, so that not all
 * organisations of a zone begin at once. Counted back from midnight, because clocks jump before three; on that one night it may be an hour
 * earlier.
 */
export function nextNight(now: Date, timeZone: string, organisationId: OrganisationId): Date {
  const todayOn = localDateOf(now, timeZone);
  const tonight = checkOf(todayOn, timeZone, organisationId);
  return tonight > now ? tonight : checkOf(addDays(todayOn, 1), timeZone, organisationId);
}

function checkOf(on: string, timeZone: string, organisationId: OrganisationId): Date {
  const midnight = startOfDay(addDays(on, 1), timeZone);
  return new Date(midnight.getTime() - DAY_MS + NIGHT.beginsMs + spreadMs(organisationId));
}

function spreadMs(organisationId: OrganisationId): number {
  const hash = createHash('sha256').update(organisationId).digest().readUInt32BE(0);
  return hash % NIGHT.lastsMs;
}
