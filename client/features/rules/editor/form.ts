import type { UseFormReturnType } from '@mantine/form';
import { fieldId } from '../../../ui/field-id.ts';
import type { Draft } from './draft.ts';

export type RuleForm = UseFormReturnType<Draft>;

export interface SectionProps {
  form: RuleForm;
}

/** Value and error of one field, with the id that the list of errors leads to. */
export function inputOf(form: RuleForm, path: string) {
  return { id: fieldId(path), error: form.errors[path] ?? null };
}
