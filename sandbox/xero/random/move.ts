import type { Random } from '../../kit/random.ts';
import type { Place } from '../books/place.ts';
import type { Stored } from '../books/records.ts';
import type { Table } from '../books/table.ts';

const TRIES = 40;

/** What a random move works with: the books, the chance, and ways to find something to work on. */
export class Hand {
  readonly place: Place;
  readonly chance: Random;

  constructor(place: Place, chance: Random) {
    this.place = place;
    this.chance = chance;
  }

  /** A random record that suits; undefined when forty draws found none. */
  find<T extends Stored>(table: Table<T>, suits: (record: T) => boolean): T | undefined {
    const list = table.list();
    for (let draw = 0; draw < TRIES; draw += 1) {
      const record = this.chance.pick(list);
      if (record && suits(record)) return record;
    }
    return undefined;
  }

  /** Whole cents between two amounts in whole units. */
  cents(low: number, high: number): number {
    return this.chance.whole(low * 100, high * 100);
  }

  /** A number that hardly any other move of this run repeats. */
  word(): string {
    return this.chance.whole(1, 1_000_000_000).toString(36);
  }

  today(): string {
    return this.place.org.today(this.place.box.clock.now());
  }
}

/** One thing a person may do; answers the id of what it touched, or nothing when there was nothing to do it to. */
export interface Move {
  weight: number;
  play: (hand: Hand) => string | undefined;
}

export type Moves = Readonly<Record<string, Move>>;
