import { Bug } from '../errors.ts';

export const deliveryStates = [
  'planned',
  'claimed',
  'sent',
  'refused',
  'unknown',
  'cancelled',
] as const;
/**
 * `planned`: due, nothing happened yet; `claimed`: one worker holds it and may be talking to the provider; `sent`: the provider took it;
 * `refused`: the provider said no, so nothing left; `unknown`: it may have left, the answer is missing; `cancelled`: dropped before it
 * left.
 */
export type DeliveryState = (typeof deliveryStates)[number];

/**
 * Every move a delivery may make. What may have left (`sent`, `unknown`) never becomes `planned` again, because that would be a second
 * message (E44). What surely did not leave may: the same row is used again, since its key is unique.
 */
const moves: Record<DeliveryState, readonly DeliveryState[]> = {
  planned: ['claimed', 'cancelled'],
  // Back to planned only by the holder, before the provider was called: the books have changed, or the provider asked to wait.
  claimed: ['planned', 'sent', 'refused', 'unknown', 'cancelled'],
  // Resolved by a look-up or by evidence, never by a resend.
  unknown: ['sent', 'refused'],
  sent: [],
  refused: ['planned', 'cancelled'],
  cancelled: ['planned'],
};

export function canMove(from: DeliveryState, to: DeliveryState): boolean {
  return moves[from]?.includes(to) ?? false;
}

/** Throws Bug `delivery-move` for a move that is not in the table; staying where it is is no move. */
export function assertMove(from: DeliveryState, to: DeliveryState): void {
  if (!canMove(from, to))
    throw new Bug('delivery-move', `a delivery cannot go from ${from} to ${to}`);
}

/** States that make a step count as sent: it has left, may have left, or is about to leave. */
export const coveringStates = [
  'planned',
  'claimed',
  'sent',
  'unknown',
] as const satisfies readonly DeliveryState[];
