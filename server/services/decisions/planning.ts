import type { OrganisationId } from '../../../domain/ids.ts';
import type { PreparedRule } from '../../../domain/rules/prepare.ts';
import type { PatternBook } from '../../db/decision-pattern.ts';
import type { OrganisationToday } from '../../db/organisation-facts.ts';

/** What one planning decides by. */
export interface Planning {
  organisationId: OrganisationId;
  today: OrganisationToday;
  rules: PreparedRule[];
  now: Date;
  /** Patterns met so far; kept over all chunks of a planning. */
  book: PatternBook;
}
