import { Random } from '../../kit/random.ts';
import type { Place } from '../books/place.ts';
import { Invalid } from '../books/problems.ts';
import { invoiceMoves } from './invoice-moves.ts';
import { moneyMoves } from './money-moves.ts';
import type { Move } from './move.ts';
import { Hand } from './move.ts';

const MOVES: [string, Move][] = Object.entries({ ...invoiceMoves, ...moneyMoves });
const WEIGHT = MOVES.reduce((sum, [, move]) => sum + move.weight, 0);
/** Draws per edit before the books are taken to have nothing left to change. */
const TRIES = 200;

export interface Edit {
  action: string;
  /** The record the edit made or changed; what follows from it is not listed. */
  id: string;
}

/** Edits as people in Xero make them; the same seed on the same books makes the same edits (ids of new records differ). */
export function playEdits(place: Place, count: number, seed: number): Edit[] {
  const hand = new Hand(place, new Random(seed));
  const edits: Edit[] = [];
  while (edits.length < count) edits.push(playOne(hand));
  return edits;
}

function playOne(hand: Hand): Edit {
  for (let draw = 0; draw < TRIES; draw += 1) {
    const [action, move] = drawMove(hand.chance);
    const id = attempt(move, hand);
    if (id !== undefined) return { action, id };
  }
  throw new Error('the organisation has nothing that could be changed');
}

function drawMove(chance: Random): [string, Move] {
  let left = chance.next() * WEIGHT;
  for (const entry of MOVES) {
    left -= entry[1].weight;
    if (left < 0) return entry;
  }
  throw new Error('weights do not add up');
}

/** What Xero would refuse is no edit; another one is drawn. */
function attempt(move: Move, hand: Hand): string | undefined {
  try {
    return move.play(hand);
  } catch (error) {
    if (error instanceof Invalid) return undefined;
    throw error;
  }
}
