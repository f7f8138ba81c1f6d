import type { z } from 'zod';
import type { TemplateChoice, TemplateJson, TemplateRow } from '../../../domain/api/templates.ts';
import { languages } from '../../../domain/rules/rule.ts';
import type { Template } from '../../../domain/templates/template.ts';
import { usageOf, type Senders } from '../../../domain/templates/usage.ts';
import { toTemplate, type TemplateRecord } from '../../db/templates.ts';
import { checkTexts } from './check-texts.ts';

export function toChoice({
  id,
  kind,
  builtIn,
  name,
  texts,
}: Template): z.input<typeof TemplateChoice> {
  const written = languages.filter((language) => texts[language] !== undefined);
  return { id, kind, builtIn, name, languages: written };
}

/** `own` is the stored row of a template that is not built in. */
export function toRow(
  template: Template,
  own: TemplateRecord | undefined,
  senders: Senders,
): TemplateRow {
  const usage = usageOf(template.id, senders);
  return {
    ...toChoice(template),
    usedBy: usage.rules,
    sendsInvoices: usage.invoices,
    changedAt: own?.changedAt.toISOString() ?? null,
    changedBy: own?.changedBy ?? null,
  };
}

export function toTemplateJson(
  template: Template,
  own: TemplateRecord | undefined,
  senders: Senders,
): TemplateJson {
  return {
    ...toRow(template, own, senders),
    version: own?.version ?? 0,
    texts: template.texts,
    basedOn: own?.basedOn ?? null,
    checks: checkTexts(template.texts, usageOf(template.id, senders).languages),
  };
}

export function toOwnJson(own: TemplateRecord, senders: Senders): TemplateJson {
  return toTemplateJson(toTemplate(own), own, senders);
}
