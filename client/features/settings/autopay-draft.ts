import type { UseFormReturnType } from '@mantine/form';
import type { OrganisationJson } from '../../../domain/api/organisations.ts';
import type { AutopaySettings } from '../../../domain/calendar/autopay.ts';
import { problemOf, toAmounts, toRows, type AmountRow } from '../../ui/amounts.ts';

export interface AutopayFieldsProps {
  form: UseFormReturnType<AutopayDraft>;
  organisation: OrganisationJson;
  disabled: boolean;
}

/** What the page holds until it is saved; the shift is NaN while its field is empty. */
export interface AutopayDraft extends Omit<AutopaySettings, 'maxMinor'> {
  maxMinor: AmountRow[];
}

export const shiftLimits = { min: -30, max: 30 } as const;

export const toAutopayDraft = (settings: AutopaySettings): AutopayDraft => ({
  ...settings,
  maxMinor: toRows(settings.maxMinor),
});

export const toAutopay = (draft: AutopayDraft): AutopaySettings => ({
  ...draft,
  maxMinor: toAmounts(draft.maxMinor),
});

export function wrongInAutopay({
  shiftDays,
  maxMinor,
}: AutopayDraft): ('shiftDays' | 'maxMinor')[] {
  const wrong: ('shiftDays' | 'maxMinor')[] = [];
  const { min, max } = shiftLimits;
  if (!Number.isInteger(shiftDays) || shiftDays < min || shiftDays > max) wrong.push('shiftDays');
  if (maxMinor.some((_, index) => problemOf(maxMinor, index) !== null)) wrong.push('maxMinor');
  return wrong;
}

export function switchTerm(termsOff: readonly string[], id: string, on: boolean): string[] {
  const others = termsOff.filter((term) => term !== id);
  return on ? others : [...others, id];
}
