import type { JsonObject } from '../../../kit/json.ts';
import { asText } from '../../../kit/json.ts';
import type { Org } from '../../books/org.ts';
import { wireDay } from '../wire.ts';

/** Lock dates go out as document dates do; without one the field is left out. */
export function showOrganisation(org: Org): JsonObject {
  const { PeriodLockDate: period, EndOfYearLockDate: year, ...details } = org.details;
  const lock = (name: string, day: string): JsonObject =>
    day === '' ? {} : { [name]: wireDay(day) };
  return {
    ...details,
    ...lock('PeriodLockDate', asText(period)),
    ...lock('EndOfYearLockDate', asText(year)),
  };
}
