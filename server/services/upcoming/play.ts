import { Invalid } from '../../../domain/errors.ts';
import { addDays, type LocalDate } from '../../../domain/local-date.ts';
import { forecast } from '../../../domain/rules/forecast.ts';
import type { Forecast, ForecastInput } from '../../../domain/rules/forecast-customer.ts';
import { ForecastDays } from '../../../domain/rules/forecast-days.ts';
import { organisationAsIfOn } from '../../../domain/rules/plan.ts';
import type { PreparedRule } from '../../../domain/rules/prepare.ts';
import { candidatesOfChased, chasedCustomers } from '../../db/forecast-facts.ts';
import { getOrganisationToday, type OrganisationToday } from '../../db/organisation-facts.ts';
import type { Candidate } from '../../db/planning.ts';
import { listPreparedRules } from '../../db/rules.ts';
import type { Tx } from '../../db/transaction.ts';
import type { Context, Member } from '../context.ts';
import { clockOf, digest } from '../decisions/new-deliveries.ts';

/** Above this many open invoices, those whose next message comes last are left out, and the answer says so. */
export const MAX_INVOICES = 100_000;
/** So far ahead a day may be asked for; holidays are known for about as long. */
const MAX_DAYS_AHEAD = 366;

export interface Stage {
  today: OrganisationToday;
  rules: PreparedRule[];
  fromOn: LocalDate;
  untilOn: LocalDate;
}

interface Wanted {
  days: string | number;
  as_of?: LocalDate | undefined;
  reminders?: 'as-set' | 'on';
}

/** The organisation and its rules now, and the days that are asked for. Throws Invalid for a day that cannot be played. */
export async function openStage(
  ctx: Context,
  tx: Tx,
  { organisationId }: Member,
  { days, as_of: asOf, reminders }: Wanted,
): Promise<Stage> {
  const set = await getOrganisationToday(tx, organisationId, ctx.now());
  const facts = reminders === 'on' ? organisationAsIfOn(set.facts) : set.facts;
  const { todayOn } = facts;
  const fromOn = asOf ?? todayOn;
  if (fromOn < todayOn || fromOn > addDays(todayOn, MAX_DAYS_AHEAD))
    throw new Invalid('upcoming.day', 'only days from today to a year ahead can be played', [
      { path: 'as_of', code: 'upcoming.day', message: 'not a day that can be played' },
    ]);
  return {
    today: { ...set, facts },
    rules: await listPreparedRules(tx, organisationId),
    fromOn,
    untilOn: addDays(fromOn, Number(days) - 1),
  };
}

type Assumed = Partial<Pick<ForecastInput, 'paidOn' | 'rules'>>;

export interface Coverage {
  openInvoices: number;
  coveredInvoices: number;
}

/**
 * The days of a stage, customers by customers, so that memory holds one chunk of the books at a time. Each chunk is played once for each
 * entry of `assumed`, in that order.
 */
export async function playStage(
  ctx: Context,
  tx: Tx,
  stage: Stage,
  { customerId = null, assumed = [{}] }: { customerId?: string | null; assumed?: Assumed[] },
  take: (played: Forecast<Candidate>[]) => void,
): Promise<Coverage> {
  const { today, rules, untilOn } = stage;
  const days = new ForecastDays(today.facts, clockOf(today, ctx.now()));
  const scope = { customerId, limit: MAX_INVOICES };
  const { groups, openInvoices, covered } = await chasedCustomers(tx, today, scope);
  for await (const { candidates, planned } of candidatesOfChased(tx, today, groups))
    take(
      assumed.map((one) => forecast({ days, rules, untilOn, planned, digest, ...one }, candidates)),
    );
  return { openInvoices, coveredInvoices: covered };
}
