import { answersOf } from './answer.ts';
import type { Gate } from './gate.ts';

const { pass, hold } = answersOf('tenant-live');

/** E58: without a working connection nothing is chased, because nobody knows what was paid meanwhile. Anything but true holds. */
export const tenantLive: Gate = ({ organisation: { live, liveReason } }) =>
  live === true ? pass('live') : hold('not-live', { liveReason });
