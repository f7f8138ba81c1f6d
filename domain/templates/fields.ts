import type { Language } from '../rules/rule.ts';
import type { MergeFields } from './template.ts';

type PathsIn<Group extends keyof MergeFields> = `${Group}.${keyof MergeFields[Group] & string}`;
/** A name a template may use between `{{` and `}}`. */
export type FieldPath = { [G in keyof MergeFields]: PathsIn<G> }[keyof MergeFields];

export interface Field {
  path: FieldPath;
  group: 'customer' | 'invoice' | 'amounts' | 'company';
  label: Record<Language, string>;
  /** As a reader of that language would see it. */
  example: Record<Language, string>;
}

type Entry = [Field['group'], en: string, fr: string, exampleEn: string, exampleFr?: string];

/** Every field of MergeFields with its name in words: a field added there and not here does not compile. */
const entries: Record<FieldPath, Entry> = {
  'customer.name': ['customer', 'Customer name', 'Nom du client', 'Acme Corporation'],
  'invoice.number': ['invoice', 'Invoice number', 'Numéro de facture', '1042'],
  'invoice.issued_on': [
    'invoice',
    'Issue date',
    'Date d’émission',
    '23 Oct 2026',
    '23 octobre 2026',
  ],
  'invoice.due_on': ['invoice', 'Due date', 'Date d’échéance', '22 Nov 2026', '22 novembre 2026'],
  'invoice.days_late': ['invoice', 'Days late', 'Jours de retard', '10'],
  'invoice.days_until_due': ['invoice', 'Days until due', 'Jours avant l’échéance', '5'],
  'invoice.memo': [
    'invoice',
    'Message on the invoice',
    'Message sur la facture',
    'Order 7781',
    'Commande 7781',
  ],
  'invoice.total': [
    'amounts',
    'Total amount',
    'Montant total',
    '$1,200.00',
    '1\u00a0200,00\u00a0$',
  ],
  'invoice.open': ['amounts', 'Open amount', 'Solde à payer', '$700.00', '700,00\u00a0$'],
  'invoice.paid': ['amounts', 'Amount paid', 'Montant payé', '$500.00', '500,00\u00a0$'],
  'invoice.part_paid': ['amounts', 'Is partly paid', 'Est payée en partie', 'true'],
  'company.name': ['company', 'Company name', 'Nom de l’entreprise', 'Northwind Studio'],
  'company.email': [
    'company',
    'Company e-mail',
    'Courriel de l’entreprise',
    'accounts@northwind.example',
  ],
};

/** What the editor offers, in its order. */
export const fields: Field[] = (Object.keys(entries) as FieldPath[]).map((path) => {
  const [group, en, fr, exampleEn, exampleFr = exampleEn] = entries[path];
  return { path, group, label: { en, fr }, example: { en: exampleEn, fr: exampleFr } };
});

export function isFieldPath(path: string): path is FieldPath {
  return Object.hasOwn(entries, path);
}
