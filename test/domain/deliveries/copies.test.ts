import { describe, expect, it } from '@jest/globals';
import { copiesOf } from '../../../domain/deliveries/copies.ts';

const at = (seconds: number) => new Date(Date.UTC(2026, 10, 20, 9, 0, seconds)).toISOString();
const said = (kind: string, seconds: number, address: string | null = null, raw = '') => ({
  kind,
  at: at(seconds),
  address,
  raw,
});

describe('the copies of a message', () => {
  it('are told apart by their address, in small letters or not', () => {
    const [one, two] = copiesOf(
      ['Rose@one.example', 'two@two.example'],
      [
        said('accepted', 0),
        said('delivered', 5, 'rose@ONE.example'),
        said('bounced', 6, 'two@two.example', 'two@two.example: 5.1.1'),
      ],
    );
    expect(one).toMatchObject({
      address: 'Rose@one.example',
      outcome: 'delivered',
      acceptedAt: at(0),
      deliveredAt: at(5),
      failed: null,
    });
    expect(two).toMatchObject({
      outcome: 'bounced',
      acceptedAt: at(0),
      deliveredAt: null,
      failed: { reason: 'no-such-address', row: { kind: 'bounced' } },
    });
  });

  it('show first looks, the last failure and a wish, whatever the order of the words', () => {
    const rows = [
      said('clicked', 31),
      said('opened', 30),
      said('opened', 20),
      said('spam-report', 40),
      said('blocked', 9, null, 'x: 5.7.1'),
      said('deferred', 12, null, 'x: 4.2.2'),
      said('blocked', 3, null, 'x: 5.2.2'),
      said('delivered', 15),
    ];
    for (const heard of [rows, rows.toReversed()])
      expect(copiesOf(['a@b.example'], heard)).toMatchObject([
        {
          outcome: 'late',
          openedAt: at(20),
          clickedAt: at(31),
          failed: { reason: 'not-trusted', row: { at: at(9) } },
          unwanted: { kind: 'spam-report' },
        },
      ]);
  });

  it('have a row for an address to which somebody forwarded it', () => {
    const copies = copiesOf(['a@b.example'], [said('bounced', 4, 'else@where.example')]);
    expect(copies.map(({ address, outcome }) => [address, outcome])).toEqual([
      ['a@b.example', null],
      ['else@where.example', 'bounced'],
    ]);
  });
});
