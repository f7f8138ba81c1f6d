import { builtInEnglish } from './built-in-en.ts';
import { builtInFrench } from './built-in-fr.ts';
import { type BuiltInId, builtInIds, type Template, type TemplateKind } from './template.ts';

const names: Record<BuiltInId, Template['name']> = {
  friendly: { en: 'Friendly reminder', fr: 'Rappel amical' },
  second: { en: 'Second reminder', fr: 'Deuxième rappel' },
  final: { en: 'Final reminder', fr: 'Dernier rappel' },
  'coming-due': { en: 'Coming due', fr: 'Échéance prochaine' },
  'new-invoice': { en: 'New invoice', fr: 'Nouvelle facture' },
  summary: { en: 'Account summary', fr: 'Relevé de compte' },
  invoice: { en: 'Invoice', fr: 'Facture' },
};

const kinds: Record<BuiltInId, TemplateKind> = {
  friendly: 'reminder',
  second: 'reminder',
  final: 'reminder',
  'coming-due': 'coming-due',
  'new-invoice': 'new_invoice',
  summary: 'summary',
  invoice: 'invoice',
};

/** The templates that come with Dunlin. Read-only: who wants other words makes a copy. */
export const builtInTemplates: Template[] = builtInIds.map((id) => ({
  id,
  kind: kinds[id],
  builtIn: true,
  name: names[id],
  texts: { en: builtInEnglish[id], fr: builtInFrench[id] },
}));

export function findBuiltIn(id: string): Template | undefined {
  return builtInTemplates.find((template) => template.id === id);
}
