import { pageSize } from './limits.ts';

/** A value of the query language. Besides the quote the backslash is escaped, or a value could end its own literal. */
export function quoted(value: string): string {
  return `'${value.replace(/['\\]/g, '\\$&')}'`;
}

/** Always ordered: the default order differs by entity, and pages of an unordered list overlap (facts: QuickBooks 4.1). */
export function page(where: string, start = 1): string {
  return `${where} orderby Id startposition ${start} maxresults ${pageSize}`.trim();
}

export function whereIdIn(ids: readonly string[]): string {
  return `where Id in (${ids.map(quoted).join(',')})`;
}

/** Inactive records are hidden unless asked for (facts: QuickBooks 2.4). */
export const withInactive = 'where Active in (true,false)';
