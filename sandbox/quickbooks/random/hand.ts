import type { Place } from '../data/commit.ts';
import type { EntityName } from '../data/specs.ts';
import type { JsonObject } from '../../kit/json.ts';
import { asText } from '../../kit/json.ts';
import type { Random } from '../../kit/random.ts';

const TRIES = 40;

/** What a random move works with: the books, the chance, and ways to find something to work on. */
export class Hand {
  readonly place: Place;
  readonly chance: Random;

  constructor(place: Place, chance: Random) {
    this.place = place;
    this.chance = chance;
  }

  /** A random object that suits; undefined when forty draws found none. */
  find(name: EntityName, suits: (entity: JsonObject) => boolean): JsonObject | undefined {
    const { list } = this.place.realm.table(name).byId;
    for (let draw = 0; draw < TRIES; draw += 1) {
      const entity = this.chance.pick(list)?.entity;
      if (entity && suits(entity)) return entity;
    }
    return undefined;
  }

  customer(): JsonObject | undefined {
    return this.find('Customer', (customer) => customer['Active'] !== false);
  }

  /** Whole cents between two amounts in whole units, as a decimal number. */
  amount(low: number, high: number): number {
    return this.chance.whole(low * 100, high * 100) / 100;
  }

  /** A number that no other move of this run repeats. */
  word(): string {
    return this.chance.whole(1, 1_000_000_000).toString(36);
  }
}

export const idOf = (entity: JsonObject): string => asText(entity['Id']);
