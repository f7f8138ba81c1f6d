import type { TemplateJson } from '../../../../domain/api/templates.ts';
import type { Language } from '../../../../domain/rules/rule.ts';
import type { TemplateText } from '../../../../domain/templates/template.ts';

/** What the editor holds until it is saved. A language that is not written yet is two empty texts. */
export interface Draft {
  name: string;
  texts: Record<Language, TemplateText>;
}

const empty: TemplateText = { subject: '', body: '' };

export function draftOf({ name, texts }: TemplateJson, spoken: Language): Draft {
  return { name: name[spoken], texts: { en: texts.en ?? empty, fr: texts.fr ?? empty } };
}

export function isWritten({ subject, body }: TemplateText): boolean {
  return subject.trim() !== '' || body.trim() !== '';
}

export const otherOf = (language: Language): Language => (language === 'en' ? 'fr' : 'en');
