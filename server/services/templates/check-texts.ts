import type { TemplateCheck } from '../../../domain/api/templates.ts';
import { Invalid } from '../../../domain/errors.ts';
import { languages, type Language } from '../../../domain/rules/rule.ts';
import type { TemplateText, TemplateTexts } from '../../../domain/templates/template.ts';
import { checkTemplate } from '../../render/check-template.ts';

/** Texts as they are stored: a language with neither subject nor body is not written yet. */
export function withoutEmpty(given: {
  en?: TemplateText | undefined;
  fr?: TemplateText | undefined;
}): TemplateTexts {
  const texts: TemplateTexts = {};
  for (const language of languages) {
    const text = given[language];
    if (text && (text.subject.trim() !== '' || text.body.trim() !== '')) texts[language] = text;
  }
  return texts;
}

/** What is wrong with a template. A missing language is an error for those that rules need, and a warning for the others (E35). */
export function checkTexts(texts: TemplateTexts, needed: Language[]): TemplateCheck[] {
  return languages.flatMap((language): TemplateCheck[] => {
    const text = texts[language];
    if (text) return checkTemplate(text).map((problem) => ({ language, ...problem }));
    const severity = needed.includes(language) ? 'error' : 'warning';
    const missing = { part: 'body', code: 'missing-language', line: null, detail: '' } as const;
    return [{ language, severity, ...missing }];
  });
}

/** Throws Invalid with an issue for each error. */
export function assertSavable(checks: TemplateCheck[]): void {
  const issues = checks
    .filter(({ severity }) => severity === 'error')
    .map(({ language, part, code, detail }) => ({
      path: `texts.${language}.${part}`,
      code,
      message: detail,
    }));
  if (issues.length > 0) throw new Invalid('template.invalid', 'the texts have errors', issues);
}
