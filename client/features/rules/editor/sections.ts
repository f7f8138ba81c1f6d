import { useTranslations } from 'use-intl';
import { sections, type Section } from '../../../../domain/rules/lint/finding.ts';
import { fieldId } from '../../../ui/field-id.ts';

/** Names of the six parts of the editor (ux R2). */
export function useSectionNames(): Record<Section, string> {
  const t = useTranslations();
  return {
    basics: t('r2.basics'),
    schedule: t('r2.schedule'),
    customers: t('r2.customers'),
    invoices: t('r2.invoices'),
    email: t('r2.email'),
    more: t('r2.more'),
  };
}

export const sectionId = (section: Section) => `section-${section}`;

const places: [RegExp, Section][] = [
  [/^settings\.(name|type|condition)/, 'basics'],
  [/^settings\.steps/, 'schedule'],
  [/^settings\.customers/, 'customers'],
  [/^settings\.email/, 'email'],
  [/^settings\.(bundle|weekend|missed|afterLast)/, 'more'],
];

/** The part that a field of the form stands in. */
export function sectionOf(path: string): Section {
  return places.find(([pattern]) => pattern.test(path))?.[1] ?? 'invoices';
}

/** Leads to a field, or to the heading of its section when it has no control of its own. */
export function showField(section: Section | null, field: string | null): void {
  const control = field === null ? null : document.getElementById(fieldId(`settings.${field}`));
  const heading = section === null ? null : document.getElementById(sectionId(section));
  const target = control && control.offsetParent !== null ? control : heading;
  target?.scrollIntoView({ block: 'center' });
  target?.focus({ preventScroll: true });
}

export { sections };
