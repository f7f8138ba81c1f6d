import type { z } from 'zod';
import type { GoLiveJson, OldInvoicesChoice } from '../../../domain/api/organisations.ts';
import { Invalid, Refused } from '../../../domain/errors.ts';
import type { Quarantine } from '../../../domain/gates/gate.ts';
import type { OrganisationId } from '../../../domain/ids.ts';
import { addDays, daysBetween, type LocalDate } from '../../../domain/local-date.ts';
import type { PreparedRule } from '../../../domain/rules/prepare.ts';
import type { OrganisationToday } from '../../db/organisation-facts.ts';
import type { Candidate } from '../../db/planning.ts';
import {
  chooseForOldInvoices,
  countOldInvoices,
  hasOldInvoices,
  lastOfFirstDay,
  storedAs,
} from '../../db/quarantine.ts';
import type { Tx } from '../../db/transaction.ts';

/** As chosen, or as tried in the forecast. */
export interface OldChoice {
  choice: OldInvoicesChoice['choice'];
  step?: number | undefined;
  perDay: number | null;
}

type Old = z.infer<typeof GoLiveJson>['old'];

/** Old invoices without a choice. While reminders are on there are none: whatever is late then is the rules' business. */
export async function describeOld(
  tx: Tx,
  today: OrganisationToday,
  rules: PreparedRule[],
  { choice, perDay }: OldChoice,
): Promise<Old> {
  const steps = Math.max(0, ...rules.filter(remindsLate).map((rule) => rule.steps.length));
  if (today.record.remindersOn)
    return { invoices: 0, customers: 0, oldestDaysLate: null, steps, days: null };
  const { todayOn } = today.facts;
  const found = await countOldInvoices(tx, organisationOf(today), todayOn);
  return {
    invoices: found.invoices,
    customers: found.customers,
    oldestDaysLate: found.oldestDueOn === null ? null : daysBetween(found.oldestDueOn, todayOn),
    steps,
    days: perDay === null || choice === 'skip' ? null : Math.ceil(found.invoices / perDay),
  };
}

function remindsLate({ enabled, usable, reminderClass }: PreparedRule): boolean {
  return enabled && usable && reminderClass === 'overdue';
}

const organisationOf = ({ record }: OrganisationToday) => record.id as OrganisationId;

/** Facts of an invoice as they would be after this choice; today's are right, later days are only known to be later. */
export async function treatmentOf(
  tx: Tx,
  today: OrganisationToday,
  { choice, step, perDay }: OldChoice,
): Promise<(candidate: Candidate) => Candidate> {
  if (today.record.remindersOn) return (candidate) => candidate;
  const { todayOn } = today.facts;
  const last =
    perDay === null ? undefined : await lastOfFirstDay(tx, organisationOf(today), todayOn, perDay);
  const stored = storedAs(choice, step);
  return (candidate) => {
    if (!isOld(candidate, todayOn)) return candidate;
    const isToday = !last || isWithin(candidate, last);
    if (stored.choice === 'by-rule' && isToday) return candidate;
    const startOn = stored.choice === 'skip' ? null : isToday ? todayOn : addDays(todayOn, 1);
    const quarantine: Quarantine = { ...stored, startOn };
    return { ...candidate, quarantine };
  };
}

/** The same invoices as in `server/db/quarantine.ts`, seen from facts that are at hand. */
function isOld({ invoice, quarantine, known }: Candidate, todayOn: LocalDate): boolean {
  const isLate = invoice.state === 'open' && invoice.dueOn !== null && invoice.dueOn < todayOn;
  return isLate && quarantine === null && known.every(({ state }) => state === 'planned');
}

function isWithin({ invoice }: Candidate, last: { id: string; dueOn: LocalDate }): boolean {
  const dueOn = invoice.dueOn ?? '';
  return dueOn > last.dueOn || (dueOn === last.dueOn && invoice.id <= last.id);
}

/**
 * Writes down what the owner chose for the old invoices, when reminders are turned on. Throws Refused when there are some and nothing was
 * chosen: nobody is to be mailed about them by surprise.
 */
export async function settleOldInvoices(
  tx: Tx,
  today: OrganisationToday,
  old: OldChoice | undefined,
  by: { now: Date; name: string },
): Promise<number> {
  const { todayOn } = today.facts;
  if (old) {
    assertStepNamed(old);
    return chooseForOldInvoices(tx, organisationOf(today), old, { ...by, todayOn });
  }
  if (await hasOldInvoices(tx, organisationOf(today), todayOn))
    throw new Refused('reminders.old-undecided', 'there are old invoices and nothing was chosen');
  return 0;
}

function assertStepNamed({ choice, step }: OldChoice): void {
  if (choice === 'start-at-step' && step === undefined)
    throw new Invalid('request.invalid', 'no step to begin with', [
      { path: 'old.step', code: 'required', message: 'no step to begin with' },
    ]);
}
