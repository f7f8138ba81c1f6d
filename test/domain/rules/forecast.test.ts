import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '../../../domain/local-date.ts';
import { forecast } from '../../../domain/rules/forecast.ts';
import type { Forecast, ForecastInput } from '../../../domain/rules/forecast-customer.ts';
import { ForecastDays } from '../../../domain/rules/forecast-days.ts';
import { arbitraryBook, type Book } from '../support/arbitrary-book.ts';
import { playDays } from '../support/play-days.ts';

function inputOf(book: Book): ForecastInput {
  const { organisation, clock, rules, untilOn, planned } = book;
  const days = new ForecastDays(organisation, clock);
  return { days, rules, untilOn, planned, digest: (text) => text };
}

const foretell = (book: Book, wanted: Partial<ForecastInput> = {}) =>
  forecast({ ...inputOf(book), ...wanted }, book.invoices);

/** One line for each part of each message. */
function lines({ messages }: Forecast): string[] {
  return messages
    .flatMap(({ onDate, leavesAt, parts }) =>
      parts.map(
        ({ candidate, rule, step }) =>
          `${onDate} ${leavesAt.toISOString()} ${candidate.invoice.id} ${rule.id} ${step.id} with ${parts[0].candidate.invoice.id}`,
      ),
    )
    .sort();
}

describe('a forecast', () => {
  it('is what happens when the days are lived through one by one', () => {
    fc.assert(
      fc.property(arbitraryBook, (book) => {
        expect(lines(foretell(book))).toEqual(playDays(book));
      }),
      { numRuns: 1_500 },
    );
  });

  it('does not depend on the order of the invoices, nor change the facts it is given', () => {
    fc.assert(
      fc.property(arbitraryBook, (book) => {
        const before = structuredClone(book.invoices);
        const whole = foretell(book);
        const turned = foretell({ ...book, invoices: book.invoices.toReversed() });
        expect(turned).toEqual(whole);
        expect(book.invoices).toEqual(before);
      }),
      { numRuns: 150 },
    );
  });

  it('of fewer days is the beginning of one of more', () => {
    fc.assert(
      fc.property(arbitraryBook, fc.integer({ min: 0, max: 20 }), (book, days) => {
        const inDays = addDays(book.organisation.todayOn, days);
        const untilOn = inDays < book.untilOn ? inDays : book.untilOn;
        const short = lines(foretell({ ...book, untilOn }));
        const long = lines(foretell(book)).filter((line) => line.slice(0, 10) <= untilOn);
        expect(short).toEqual(long);
      }),
      { numRuns: 100 },
    );
  });

  it('writes nothing about what is paid, void or deleted, and no step twice', () => {
    fc.assert(
      fc.property(arbitraryBook, (book) => {
        const { messages } = foretell(book);
        const parts = messages.flatMap((message) => message.parts);
        expect(parts.filter(({ candidate }) => candidate.invoice.state !== 'open')).toEqual([]);
        const keys = parts.map(
          ({ candidate, rule, step, occurrenceOn }) =>
            `${candidate.invoice.id} ${rule.id} ${step.id} ${occurrenceOn ?? ''}`,
        );
        const reminders = keys.filter((_key, index) => parts[index]?.occurrenceOn === null);
        expect(new Set(reminders).size).toBe(reminders.length);
      }),
      { numRuns: 200 },
    );
  });

  it('stops for an invoice on the day it is assumed paid, and goes on for the others', () => {
    fc.assert(
      fc.property(arbitraryBook, fc.nat(20), (book, inDays) => {
        const paid = book.invoices[0]?.invoice.id ?? '';
        const on = new ForecastDays(book.organisation, book.clock).dayOf(
          new Date(book.clock.now.getTime() + inDays * 86_400_000),
        );
        const { messages } = foretell(book, { paidOn: new Map([[paid, on]]) });
        for (const { onDate, parts } of messages)
          if (onDate >= on)
            expect(parts.map(({ candidate }) => candidate.invoice.id)).not.toContain(paid);
      }),
      { numRuns: 150 },
    );
  });
});
