import { describe, expect, it } from '@jest/globals';
import { Busy, NeedsReconnect, Refused, TryLater } from '../../../../domain/errors.ts';
import { SendingSettings } from '../../../../domain/calendar/sending-settings.ts';
import { readOnlineLinks } from '../../../../server/services/deliveries/online-links.ts';
import type { Outgoing } from '../../../../server/services/deliveries/outgoing.ts';

const about = (...numbers: string[]): Outgoing =>
  ({
    today: { sending: SendingSettings.parse({ onlineLinks: true }) },
    invoices: numbers.map((number) => ({ candidate: { invoice: { id: number, number } } })),
  }) as unknown as Outgoing;

/** Gives a link for every invoice but `2`. */
const booksWith = (error: Error) => ({
  readOnlineLink: (id: string) =>
    id === '2' ? Promise.reject(error) : Promise.resolve(`https://books.example/${id}`),
});

describe('a link that cannot be had', () => {
  it.each([
    ['is refused', new Refused('x', 'x')],
    ['does not come in time', new TryLater('x', 'x', new Date())],
  ])('because it %s is left out', async (_why, error) => {
    expect(await readOnlineLinks(booksWith(error), about('1', '2', '3'))).toEqual([
      { number: '1', url: 'https://books.example/1' },
      { number: '3', url: 'https://books.example/3' },
    ]);
  });

  it.each([
    ['no turn is free', new Busy('x', 'x', new Date())],
    ['the connection is gone', new NeedsReconnect('x', 'x')],
    ['something is broken', new TypeError('x')],
  ])('because %s keeps the message back', async (_why, error) => {
    await expect(readOnlineLinks(booksWith(error), about('1', '2'))).rejects.toBe(error);
  });
});
