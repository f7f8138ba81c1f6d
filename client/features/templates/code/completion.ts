import type { Completion } from '@codemirror/autocomplete';
import { fieldGroups, fields, type Field } from '../../../../domain/templates/fields.ts';

/** Tags that messages may use; the template language has more. */
const tags = ['if', 'unless', 'case', 'assign', 'comment', 'raw'];
const prefixes = [...new Set(fields.map(({ path }) => path.split('.')[0] ?? ''))];

/** What the editor offers while a person types Liquid. */
export function liquidCompletions(language: 'en' | 'fr') {
  return {
    tags: tags.map((label): Completion => ({ label, type: 'keyword' })),
    variables: prefixes.map((label): Completion => ({ label, type: 'namespace' })),
    properties: ([first]: readonly string[]): Completion[] =>
      ordered
        .filter(({ path }) => path.startsWith(`${first}.`))
        .map(({ path, label }) => ({
          label: path.slice(path.indexOf('.') + 1),
          detail: label[language],
          type: 'property',
        })),
  };
}

const ordered: Field[] = fieldGroups.flatMap((group) =>
  fields.filter((field) => field.group === group),
);
