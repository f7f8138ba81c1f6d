import type { Verdict } from '../../../domain/gates/gate.ts';
import type { PreparedRule } from '../../../domain/rules/prepare.ts';
import type { Step } from '../../../domain/rules/rule.ts';
import type { DeliveryRecord } from '../../db/deliveries.ts';
import type { OrganisationToday } from '../../db/organisation-facts.ts';
import type { Candidate } from '../../db/planning.ts';

/** One invoice's part of a message that may leave. */
export interface Part {
  claimed: DeliveryRecord;
  rule: PreparedRule;
  step: Step;
  candidate: Candidate;
  verdict: Verdict;
}

export type Parts = [Part, ...Part[]];

export interface Go {
  kind: 'go';
  today: OrganisationToday;
  /** The first one sets the tone: its template, language and copies are the message's. */
  parts: Parts;
}
