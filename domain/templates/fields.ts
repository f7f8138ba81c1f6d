import type { Language } from '../rules/rule.ts';
import type { MergeFields } from './template.ts';

type PathsIn<Group extends keyof MergeFields> = `${Group}.${keyof MergeFields[Group] & string}`;
/** A name a template may use between `{{` and `}}`. */
export type FieldPath = { [G in keyof MergeFields]: PathsIn<G> }[keyof MergeFields];

export const fieldGroups = [
  'customer',
  'invoice',
  'amounts',
  'invoices',
  'account',
  'company',
] as const;
export type FieldGroup = (typeof fieldGroups)[number];

export interface Field {
  path: FieldPath;
  group: FieldGroup;
  /** `condition`: yes or no, for `if`; `table`: stands between paragraphs, never in a subject. */
  shape: 'value' | 'condition' | 'table';
  label: Record<Language, string>;
  /** As a reader of that language would see it. */
  example: Record<Language, string>;
}

type Entry = [FieldGroup, en: string, fr: string, exampleEn: string, exampleFr?: string];

/** Fields that are no words to be put into a sentence. */
const shapes: Partial<Record<FieldPath, Field['shape']>> = {
  'invoice.part_paid': 'condition',
  'invoice.is_paid': 'condition',
  'invoices.is_one': 'condition',
  'invoices.has_disputed': 'condition',
  'invoices.has_pdf': 'condition',
  'account.has_credit': 'condition',
  'account.is_set_off': 'condition',
  'invoices.table': 'table',
};

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
  'invoice.is_paid': ['amounts', 'Is paid', 'Est payée', 'true'],
  'invoices.count': ['invoices', 'Number of invoices', 'Nombre de factures', '3'],
  'invoices.is_one': ['invoices', 'Is about one invoice', 'Porte sur une seule facture', 'true'],
  'invoices.open': [
    'invoices',
    'Open amount of all invoices',
    'Solde de toutes les factures',
    '$2,150.00',
    '2\u00a0150,00\u00a0$',
  ],
  'invoices.overdue': [
    'invoices',
    'Overdue amount of all invoices',
    'Solde en retard de toutes les factures',
    '$1,450.00',
    '1\u00a0450,00\u00a0$',
  ],
  'invoices.overdue_count': [
    'invoices',
    'Number of overdue invoices',
    'Nombre de factures en retard',
    '2',
  ],
  'invoices.oldest_days_late': [
    'invoices',
    'Days late of the oldest invoice',
    'Jours de retard de la facture la plus ancienne',
    '24',
  ],
  'invoices.disputed': [
    'invoices',
    'Amount in dispute',
    'Montant en litige',
    '$150.00',
    '150,00\u00a0$',
  ],
  'invoices.has_disputed': ['invoices', 'Is partly in dispute', 'Est en litige en partie', 'true'],
  'invoices.asked': [
    'invoices',
    'Amount to pay, less a credit that is set off',
    'Montant à payer, déduction faite d’un crédit imputé',
    '$1,950.00',
    '1\u00a0950,00\u00a0$',
  ],
  'invoices.has_pdf': ['invoices', 'All PDFs are attached', 'Tous les PDF sont joints', 'true'],
  'invoices.table': ['invoices', 'Table of invoices', 'Tableau des factures', '…'],
  'account.credit': [
    'account',
    'Credit of the customer',
    'Crédit du client',
    '$200.00',
    '200,00\u00a0$',
  ],
  'account.net': [
    'account',
    'Open amount less the credit',
    'Solde après déduction du crédit',
    '$1,950.00',
    '1\u00a0950,00\u00a0$',
  ],
  'account.has_credit': ['account', 'Has a credit', 'Dispose d’un crédit', 'true'],
  'account.is_set_off': ['account', 'Credit is set off', 'Le crédit est imputé', 'true'],
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
  const shape = shapes[path] ?? 'value';
  return { path, group, shape, label: { en, fr }, example: { en: exampleEn, fr: exampleFr } };
});

export function findField(path: string): Field | undefined {
  return fields.find((field) => field.path === path);
}

export function isFieldPath(path: string): path is FieldPath {
  return Object.hasOwn(entries, path);
}
