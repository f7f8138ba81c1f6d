import { describe, expect, it } from '@jest/globals';
import { Bug } from '../../../domain/errors.ts';
import {
  assertMove,
  canMove,
  coveringStates,
  type DeliveryState,
  deliveryStates,
} from '../../../domain/deliveries/moves.ts';

const allowed = [
  'planned → claimed',
  'planned → cancelled',
  'claimed → planned',
  'claimed → sent',
  'claimed → refused',
  'claimed → unknown',
  'claimed → cancelled',
  'unknown → sent',
  'unknown → refused',
  'refused → planned',
  'refused → cancelled',
  'cancelled → planned',
];
const all = deliveryStates.flatMap((from) => deliveryStates.map((to) => [from, to] as const));

describe('delivery moves', () => {
  it.each(all)('%s → %s', (from, to) => {
    const isAllowed = allowed.includes(`${from} → ${to}`);
    expect(canMove(from, to)).toBe(isAllowed);
    if (isAllowed) expect(() => assertMove(from, to)).not.toThrow();
    else expect(() => assertMove(from, to)).toThrow(Bug);
  });

  it('never lead from what may have left back to what will leave (E44)', () => {
    for (const state of ['sent', 'unknown'] as const)
      for (const again of ['planned', 'claimed'] as const)
        expect(reaches(state, again, 'refused')).toBe(false);
  });

  it('refuse a state that is not known', () => {
    expect(() => assertMove('lost' as DeliveryState, 'sent')).toThrow(Bug);
  });

  it('count as sent what has left, may have left or is about to', () => {
    expect([...coveringStates]).toEqual(['planned', 'claimed', 'sent', 'unknown']);
  });
});

/** Whether moves lead from one state to the other without passing the state that proves that nothing left. */
function reaches(from: DeliveryState, to: DeliveryState, proof: DeliveryState): boolean {
  const seen = new Set<DeliveryState>([from]);
  for (const state of seen)
    for (const next of deliveryStates) if (next !== proof && canMove(state, next)) seen.add(next);
  return seen.has(to);
}
