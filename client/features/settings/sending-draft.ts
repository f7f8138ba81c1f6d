import '../../ui/zod-without-eval.ts';
import type { UseFormReturnType } from '@mantine/form';
import type { OrganisationJson } from '../../../domain/api/organisations.ts';
import {
  SendingSettingsPut,
  type SendingSettings,
} from '../../../domain/calendar/sending-settings.ts';
import { SenderSettingsPut, type SenderSettings } from '../../../domain/sender/settings.ts';
import { problemOf, toAmounts, toRows, type AmountRow } from '../../ui/amounts.ts';

export interface SendingFieldsProps {
  form: UseFormReturnType<SendingDraft>;
  organisation: OrganisationJson;
  disabled: boolean;
}

/** What the page holds until it is saved. Numbers are NaN while their field is empty; an empty limit is no limit. */
export interface SendingDraft extends Omit<SendingSettings, 'tolerances'> {
  tolerances: AmountRow[];
  /** Empty: nothing of its own. */
  sender: Record<'name' | 'replyTo' | 'address', string>;
}

export type SendingField =
  | 'sender.name'
  | 'sender.replyTo'
  | 'sender.address'
  | 'sender.consumer'
  | 'weekdays'
  | 'sendFrom'
  | 'sendUntil'
  | 'contactGapDays'
  | 'replyPauseDays'
  | 'contactCap.messages'
  | 'contactCap.days'
  | 'tolerances'
  | 'capPerHour'
  | 'capPerDay'
  | 'stopAtTimesUsual'
  | 'other';

const fields: ReadonlySet<string> = new Set<SendingField>([
  'sender.name',
  'sender.replyTo',
  'sender.address',
  'weekdays',
  'sendFrom',
  'sendUntil',
  'contactGapDays',
  'replyPauseDays',
  'contactCap.messages',
  'contactCap.days',
  'capPerHour',
  'capPerDay',
  'stopAtTimesUsual',
]);

const nothingOwn: SenderSettings = { name: '', replyTo: null, address: null };

export const toSendingDraft = (
  settings: SendingSettings,
  { name, replyTo, address } = nothingOwn,
): SendingDraft => ({
  ...settings,
  tolerances: toRows(settings.tolerances),
  sender: { name, replyTo: replyTo ?? '', address: address ?? '' },
});

export function toSender({ sender: { name, replyTo, address } }: SendingDraft): SenderSettings {
  const orNull = (text: string): string | null => (text.trim() === '' ? null : text);
  return { name, replyTo: orNull(replyTo), address: orNull(address) };
}

export function toSending({ sender: _, ...draft }: SendingDraft): SendingSettings {
  return {
    ...draft,
    weekdays: draft.weekdays.toSorted((a, b) => a - b),
    tolerances: toAmounts(draft.tolerances),
  };
}

/** Fields that cannot be saved, found with the very schema of the server, in the order of the page. */
export function wrongInSending(draft: SendingDraft): SendingField[] {
  const { error } = SendingSettingsPut.safeParse(toSending(draft));
  const wrong = wrongInSender(draft);
  wrong.push(...(error?.issues ?? []).map(({ path }) => fieldOf(path.map(String))));
  if (draft.tolerances.some((_, index) => problemOf(draft.tolerances, index) !== null))
    wrong.push('tolerances');
  return [...new Set(wrong)];
}

function wrongInSender(draft: SendingDraft): SendingField[] {
  const { error } = SenderSettingsPut.safeParse(toSender(draft));
  return (error?.issues ?? []).map(({ path, message }) =>
    message === 'consumer-domain' ? 'sender.consumer' : fieldOf(['sender', ...path.map(String)]),
  );
}

function fieldOf(path: string[]): SendingField {
  const field = path[0] === 'weekdays' ? 'weekdays' : path.join('.');
  return isField(field) ? field : 'other';
}

const isField = (text: string): text is SendingField => fields.has(text);
