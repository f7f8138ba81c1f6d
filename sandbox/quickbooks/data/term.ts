import type { JsonObject } from '../../kit/json.ts';
import { asText } from '../../kit/json.ts';
import type { Place } from './commit.ts';
import { faults } from './faults.ts';

export function finishTerm(
  place: Place,
  before: JsonObject | undefined,
  draft: JsonObject,
): JsonObject {
  const name = asText(draft['Name']);
  for (const term of place.realm.table('Term').entities()) {
    if (term['Name'] === name && term['Id'] !== before?.['Id']) throw faults.duplicateName();
  }
  const type = draft['DueDays'] === undefined ? 'DATE_DRIVEN' : 'STANDARD';
  if (type === 'DATE_DRIVEN' && draft['DayOfMonthDue'] === undefined)
    throw faults.missing('DueDays');
  return { ...draft, Active: draft['Active'] !== false, Type: type };
}
