import { useTranslations } from 'use-intl';
import type {
  Difference,
  DifferenceField,
  DifferenceValue,
} from '../../../../domain/rules/differences.ts';
import { useFormats, type Formats } from '../../../ui/formats.ts';

type Translate = ReturnType<typeof useTranslations<never>>;

/** Lists of which single entries say something to a person; of the others only the number is told. */
const named: readonly DifferenceField[] = [
  'currencies',
  'languages',
  'email.cc',
  'email.bcc',
  'minimum',
];

/** One difference as a line, e.g. "Condition: Overdue → Coming due". */
export function useDifferenceWords(): (difference: Difference) => string {
  const t = useTranslations();
  const formats = useFormats();
  const names = useFieldNames();
  return ({ field, stepDays, before, after }) => {
    const name =
      stepDays === null
        ? names[field]
        : t('r2.history.ofStep', { field: names[field], days: stepDays });
    if (field === 'steps.added' || field === 'steps.removed') return name;
    if (Array.isArray(before) && Array.isArray(after))
      return named.includes(field)
        ? t('r2.history.listChanged', {
            field: name,
            before: entries(before, field, formats),
            after: entries(after, field, formats),
          })
        : t('r2.history.countChanged', { field: name, came: after.length, went: before.length });
    const value = (one: DifferenceValue) => valueWords(t, formats, field, one);
    return t('r2.history.changed', { field: name, before: value(before), after: value(after) });
  };
}

function entries(list: string[], field: DifferenceField, formats: Formats): string {
  if (list.length === 0) return '–';
  return formats.list(field === 'minimum' ? list.map((one) => amount(one, formats)) : list);
}

/** "CAD 500" in minor units, as the difference holds it. */
function amount(text: string, { money }: Formats): string {
  const [currency = '', minor = '0'] = text.split(' ');
  return money(Number(minor), currency);
}

function valueWords(
  t: Translate,
  { day }: Formats,
  field: DifferenceField,
  value: DifferenceValue,
): string {
  if (value === null || value === '') return '–';
  if (typeof value === 'boolean') return value ? t('r2.history.on') : t('r2.history.off');
  if (field === 'createdBefore.on') return day(String(value));
  return enumWords(t, field)[String(value)] ?? String(value);
}

/** Words of values that are codes; a field without codes has none. */
function enumWords(t: Translate, field: DifferenceField): Record<string, string> {
  const words: Partial<Record<DifferenceField, Record<string, string>>> = {
    type: {
      due: t('r2.typeDue'),
      new_invoice: t('r2.typeNewInvoice'),
      summary: t('r2.typeSummary'),
    },
    condition: { overdue: t('r2.overdue'), coming_due: t('r2.comingDue') },
    'step.language': {
      customer: t('language.customer'),
      en: t('language.en'),
      fr: t('language.fr'),
    },
    'customers.mode': { only: t('r2.only'), except: t('r2.except') },
    'memo.mode': { off: t('r2.memoOff'), include: t('r2.memoInclude'), ignore: t('r2.memoIgnore') },
    'createdBefore.field': { document: t('r2.createdDocument'), entry: t('r2.createdEntry') },
    autopay: { any: t('r2.autopayAny'), on: t('r2.autopayOn'), off: t('r2.autopayOff') },
    'email.missingPdf': {
      wait: t('r2.missingPdfWait'),
      'send-without': t('r2.missingPdfSend'),
      stop: t('r2.missingPdfStop'),
    },
    weekend: {
      usual: t('r2.history.usual'),
      after: t('r2.weekendAfter'),
      before: t('r2.weekendBefore'),
      send: t('r2.weekendSend'),
    },
    'missed.mode': {
      newest: t('r2.missedNewest'),
      all: t('r2.missedAll'),
      never: t('r2.missedNever'),
    },
    afterLast: { task: t('r2.afterLastTask'), nothing: t('r2.afterLastNothing') },
  };
  return words[field] ?? {};
}

function useFieldNames(): Record<DifferenceField, string> {
  const t = useTranslations();
  return {
    enabled: t('r2.enabled'),
    type: t('r2.type'),
    condition: t('r2.condition'),
    name: t('r2.name'),
    'steps.added': t('r2.history.stepAdded'),
    'steps.removed': t('r2.history.stepRemoved'),
    'step.days': t('r2.history.stepDays'),
    'step.afterMinutes': t('r2.history.stepMinutes'),
    'step.hour': t('r2.hour'),
    'step.template': t('r2.template'),
    'step.language': t('r2.language'),
    'customers.mode': t('r2.customersMode'),
    'customers.ids': t('r2.history.customers'),
    'customers.includeChildren': t('r2.includeChildren'),
    'memo.mode': t('r2.memo'),
    'memo.token': t('r2.token'),
    'createdBefore.on': t('r2.createdBefore'),
    'createdBefore.field': t('r2.createdField'),
    'terms.off': t('r2.history.termsOff'),
    'terms.noTerms': t('r2.history.noTerms'),
    'terms.newTerms': t('r2.newTerms'),
    autopay: t('r2.autopay'),
    minimum: t('r2.minimum'),
    currencies: t('r2.currencies'),
    languages: t('r2.languages'),
    'email.attachPdf': t('r2.attachPdf'),
    'email.attachMarkedFiles': t('r2.attachMarked'),
    'email.missingPdf': t('r2.missingPdf'),
    'email.cc': t('r2.cc'),
    'email.bcc': t('r2.bcc'),
    bundle: t('r2.bundle'),
    weekend: t('r2.weekend'),
    'missed.mode': t('r2.missed'),
    'missed.maxDays': t('r2.missedMax'),
    afterLast: t('r2.afterLast'),
  };
}
