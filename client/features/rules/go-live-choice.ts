import type { QueryOf, ResponseOf } from '../../../domain/api/endpoints.ts';
import type { OldInvoicesChoice } from '../../../domain/api/organisations.ts';

export type OldInvoices = ResponseOf<'GET /o/:org/reminders'>['old'];
type Choice = OldInvoicesChoice['choice'];

export const choices = [
  'by-rule',
  'skip',
  'start-at-step',
  'start-fresh',
] as const satisfies readonly Choice[];

/** Above this many old invoices a limit per day is proposed, so that nobody writes to all customers on one morning by oversight. */
export const MANY_OLD = 50;
const PER_DAY = 50;
const MOST_PER_DAY = 10_000;

/** What the dialog holds until it is confirmed. Numbers are NaN while their field is empty. */
export interface GoLiveDraft {
  /** Null: nobody has chosen, and nothing is chosen for them. */
  choice: Choice | null;
  step: number;
  /** Null: not touched, so the number of old invoices decides. */
  limited: boolean | null;
  perDay: number;
}

export const newDraft: GoLiveDraft = { choice: null, step: 1, limited: null, perDay: PER_DAY };

export function isLimited(draft: GoLiveDraft, old: OldInvoices): boolean {
  return draft.limited ?? old.invoices > MANY_OLD;
}

/** Field that keeps the dialog from being confirmed; null when nothing does. */
export function missingIn(
  draft: GoLiveDraft,
  old: OldInvoices,
): 'choice' | 'step' | 'perDay' | null {
  if (old.invoices === 0) return null;
  if (draft.choice === null) return 'choice';
  if (draft.choice === 'start-at-step' && !isWithin(draft.step, old.steps)) return 'step';
  if (draft.choice !== 'skip' && isLimited(draft, old) && !isWithin(draft.perDay, MOST_PER_DAY))
    return 'perDay';
  return null;
}

/** The choice for the master switch; undefined when there is nothing to choose. Only a complete draft comes here. */
export function choiceOf(draft: GoLiveDraft, old: OldInvoices): OldInvoicesChoice | undefined {
  const { choice, step, perDay } = draft;
  if (choice === null || missingIn(draft, old) !== null || old.invoices === 0) return undefined;
  return {
    choice,
    ...(choice === 'start-at-step' ? { step } : {}),
    perDay: choice !== 'skip' && isLimited(draft, old) ? perDay : null,
  };
}

/** The same for the forecast. An incomplete draft asks what would happen without a choice. */
export function forecastQuery(
  draft: GoLiveDraft,
  old: OldInvoices | undefined,
): NonNullable<QueryOf<'GET /o/:org/reminders'>> {
  const chosen = old && choiceOf(draft, old);
  if (!chosen) return {};
  const { perDay, ...rest } = chosen;
  return perDay === null ? rest : { ...rest, perDay };
}

function isWithin(value: number, most: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= Math.max(1, most);
}
