import type { Place } from '../data/commit.ts';
import { BusinessFault } from '../data/faults.ts';
import type { JsonObject } from '../../kit/json.ts';
import { Hand, idOf } from './hand.ts';
import { invoiceMoves } from './invoice-moves.ts';
import { moneyMoves } from './money-moves.ts';
import type { Move } from './move.ts';
import { nameMoves } from './name-moves.ts';
import { Random } from '../../kit/random.ts';

const MOVES: [string, Move][] = Object.entries({ ...invoiceMoves, ...moneyMoves, ...nameMoves });
const WEIGHT = MOVES.reduce((sum, [, move]) => sum + move.weight, 0);
/** Draws per edit before the books are taken to have nothing left to change. */
const TRIES = 100;

export interface Edit {
  action: string;
  /** The object the edit made or changed; what follows from it (balances, links) is not listed. */
  id: string;
}

/** Edits as users of QuickBooks make them; the same seed on the same books makes the same edits. */
export function playEdits(place: Place, count: number, seed: number): Edit[] {
  const hand = new Hand(place, new Random(seed));
  const edits: Edit[] = [];
  while (edits.length < count) edits.push(playOne(hand));
  return edits;
}

function playOne(hand: Hand): Edit {
  for (let draw = 0; draw < TRIES; draw += 1) {
    const [action, move] = drawMove(hand.chance);
    const touched = attempt(move, hand);
    if (touched) return { action, id: idOf(touched) };
  }
  throw new Error('the company has nothing that could be changed');
}

function drawMove(chance: Random): [string, Move] {
  let left = chance.next() * WEIGHT;
  for (const entry of MOVES) {
    left -= entry[1].weight;
    if (left < 0) return entry;
  }
  throw new Error('weights do not add up');
}

/** What QuickBooks would refuse the user is no edit; another one is drawn. */
function attempt(move: Move, hand: Hand): JsonObject | undefined {
  try {
    return move.play(hand);
  } catch (error) {
    if (error instanceof BusinessFault) return undefined;
    throw error;
  }
}
