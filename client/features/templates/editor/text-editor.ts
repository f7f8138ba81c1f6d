import type { TemplateCheck } from '../../../../domain/api/templates.ts';
import type { Language } from '../../../../domain/rules/rule.ts';
import type { TemplateText } from '../../../../domain/templates/template.ts';

/** What both editors take: the visual one and the one for source. */
export interface TextEditorProps {
  language: Language;
  text: TemplateText;
  readOnly: boolean;
  /** Found in this text, for marks beside its lines. */
  checks: TemplateCheck[];
  onChange: (change: Partial<TemplateText>) => void;
}
