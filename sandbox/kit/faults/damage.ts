import type { Response } from 'express';
import type { FaultAction } from './rules.ts';

/** Loses, holds back or cuts off an answer whose work is already done. */
export function damage(response: Response, action: FaultAction, bytes: Buffer): void {
  if (action.kind === 'hang-after') return;
  if (action.kind === 'drop-after') {
    response.destroy();
    return;
  }
  // Half of the body under a matching length: valid HTTP, broken JSON.
  const half = bytes.subarray(0, Math.floor(bytes.length / 2));
  response.setHeader('Content-Length', half.length);
  response.end(half);
}
