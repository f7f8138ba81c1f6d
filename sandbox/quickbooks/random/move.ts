import type { JsonObject } from '../../kit/json.ts';
import type { Hand } from './hand.ts';

/** One thing a user may do; answers what it touched, or nothing when there was nothing to do it to. */
export interface Move {
  weight: number;
  play: (hand: Hand) => JsonObject | undefined;
}

export type Moves = Readonly<Record<string, Move>>;
