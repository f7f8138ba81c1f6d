import { isFieldPath } from '../../../../domain/templates/fields.ts';
import type { TemplateText } from '../../../../domain/templates/template.ts';

/** Fields that only one of two languages names, so that the other may have forgotten them. */
export function differingFields(one: TemplateText, other: TemplateText): string[] {
  const [first, second] = [pathsIn(one), pathsIn(other)];
  const missing = (from: Set<string>, paths: Set<string>) =>
    [...paths].filter((path) => !from.has(path));
  return [...missing(first, second), ...missing(second, first)].sort();
}

function pathsIn({ subject, body }: TemplateText): Set<string> {
  const found = `${subject}\n${body}`.matchAll(/\{\{-?\s*([a-z_]+\.[a-z_]+)/g);
  return new Set([...found].map(([, path = '']) => path).filter(isFieldPath));
}
