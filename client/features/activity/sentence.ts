import { useTranslations } from 'use-intl';
import type { ActivityJson } from '../../../domain/api/invoices.ts';
import { useFormats, type Formats } from '../../ui/formats.ts';
import { useCodeSentence, useReason } from '../../ui/sentences.ts';
import { useOrganisation } from '../../ui/use-organisation.ts';

type Detail = ActivityJson['detail'];
type Values = Record<string, string | number>;

/** One sentence for one line of history. A kind that this client does not know still reads as words. */
export function useActivitySentence(): (row: ActivityJson) => string {
  const t = useTranslations();
  const sentence = useCodeSentence();
  const reasonWords = useReason();
  const formats = useFormats();
  const isReference = useOrganisation().connection?.memo === 'reference';
  // Some books keep one text where others keep two (E52).
  const nameOf = (field: string): string =>
    sentence('invoiceField', isReference && field === 'memoOnInvoice' ? 'reference' : field) ??
    field;
  return (row) => {
    const values = valuesOf(row, formats);
    const reason = String(row.detail['reason'] ?? row.detail['code'] ?? '');
    values['reason'] = reason === '' ? t('o2.noReason') : (reasonWords(reason) ?? reason);
    const fields = row.detail['fields'];
    if (Array.isArray(fields)) values['fields'] = formats.list(fields.map(nameOf));
    return (
      sentence('o2.kind', kindOf(row), values) ??
      t('o2.unknownKind', { kind: row.kind.replaceAll(/[.-]/g, ' ') })
    );
  };
}

/** What is written to a customer has words of its own: it is about no invoice. */
function kindOf({ kind, invoiceId, detail }: ActivityJson): string {
  // An invoice that is sent itself is no reminder of so many days.
  if (detail['type'] === 'invoice') return kind.replace('delivery.', 'invoice-mail.');
  const isAboutCustomer = invoiceId === null && detail['customerId'] !== undefined;
  return isAboutCustomer && kind.startsWith('write-back.') ? `${kind}-customer` : kind;
}

/** Everything a sentence may name, so that a detail which the server left out never breaks it. */
const missing: Values = {
  rule: '–',
  template: '–',
  to: '–',
  fields: '–',
  days: 0,
  on: '–',
  language: '–',
  books: '–',
  value: '–',
  until: '–',
  endsAt: '–',
  before: '–',
  after: '–',
  level: 'invoice',
  end: 'none',
  about: 'invoice',
  promisedOn: '–',
  owner: '–',
  changed: 0,
  place: '–',
  address: '–',
  count: 0,
};

function valuesOf(row: ActivityJson, formats: Formats): Values {
  const values: Values = {
    ...missing,
    number: row.invoiceNumber ?? '–',
    customer: row.customerName ?? '–',
    actor: row.actor.name,
  };
  if (row.actor.kind === 'rule') values['rule'] = row.actor.name;
  const written = Object.entries(row.detail).filter(([name]) => name.startsWith('after_'));
  if (written.length > 0)
    values['value'] = formats.list(written.map(([, value]) => String(value) || '–'));
  for (const [name, value] of Object.entries(row.detail)) values[name] = plain(value, formats);
  for (const [name, alias] of aliases) {
    const value = row.detail[alias];
    if (values[name] === missing[name] && value !== undefined) values[name] = plain(value, formats);
  }
  return values;
}

/** Details under the name that the sentences use. */
const aliases = [
  ['rule', 'ruleName'],
  ['on', 'plannedOn'],
] as const;

const INSTANT = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;

function plain(value: Detail[string], formats: Formats): string | number {
  if (Array.isArray(value)) return formats.list(value);
  if (typeof value === 'number') return value;
  if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)) return formats.day(value);
  if (typeof value === 'string' && INSTANT.test(value)) return formats.instant(value);
  return value === null || value === '' ? '–' : String(value);
}
