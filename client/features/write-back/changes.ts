import type { WriteBackRowJson } from '../../../domain/api/organisations.ts';

export interface FieldChange {
  field: string;
  before: string;
  after: string;
}

/** Before and after, field by field, in the order of the names; fields that stayed the same are left out. */
export function changesOf({
  before,
  after,
}: Pick<WriteBackRowJson, 'before' | 'after'>): FieldChange[] {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return fields
    .map((field) => ({ field, before: before[field] ?? '', after: after[field] ?? '' }))
    .filter((change) => change.before !== change.after);
}
