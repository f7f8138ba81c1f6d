import { dayMs } from '../books/days.ts';

/** A document date: midnight UTC of the calendar day (facts: Xero 2.2). */
export const wireDay = (day: string): string => `/Date(${dayMs(day)}+0000)/`;
export const wireDayText = (day: string): string => `${day}T00:00:00`;
export const wireInstant = (ms: number): string => `/Date(${Math.trunc(ms)}+0000)/`;
/** Whole seconds, as in UpdatedDateUTCString. */
export const wireInstantText = (ms: number): string =>
  `${new Date(ms).toISOString().slice(0, 19)}Z`;
/** Without an offset, as in the envelope. */
export const wireNow = (ms: number): string => `/Date(${Math.trunc(ms)})/`;

/** Reads a document date however an app may write it; undefined when it is none. */
export function readDay(text: string): string | undefined {
  const wire = /^\/Date\((-?\d+)([+-]\d{4})?\)\/$/.exec(text);
  const ms = wire
    ? Number(wire[1])
    : Date.parse(/^\d{4}-\d{2}-\d{2}$/.test(text) ? text : `${text.replace(/Z?$/, '')}Z`);
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString().slice(0, 10);
}

/** If-Modified-Since in any of its forms, as whole seconds; without a zone it is UTC (facts: Xero 2.6, 8.2). */
export function readModifiedSince(text: string): number | undefined {
  const isBare = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?)?$/.test(text);
  const ms = Date.parse(isBare ? `${text.replace(' ', 'T')}${text.length > 10 ? 'Z' : ''}` : text);
  return Number.isNaN(ms) ? undefined : Math.floor(ms / 1000);
}
