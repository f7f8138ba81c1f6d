import type { Say } from '../../gates/say.ts';
import type { FindingCode } from './finding.ts';

export type { Say };

/** One finding in words: what is so, and what a person can do about it. */
export interface FindingWording {
  says: (say: Say) => string;
  todo: (say: Say) => string;
}

export type FindingWordings = Record<FindingCode, FindingWording>;
