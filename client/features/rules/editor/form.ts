import type { UseFormReturnType } from '@mantine/form';
import type { Draft } from './draft.ts';

export type RuleForm = UseFormReturnType<Draft>;

export interface SectionProps {
  form: RuleForm;
}

/** Id of a field's control, so that the list of errors can lead to it. */
export function fieldId(path: string): string {
  return `field-${path.replaceAll('.', '-')}`;
}

/** Value and error of one field, with the id that the list of errors leads to. */
export function inputOf(form: RuleForm, path: string) {
  return { id: fieldId(path), error: form.errors[path] ?? null };
}
