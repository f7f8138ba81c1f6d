import { pageSize } from './limits.ts';

/** A value of the query language. Besides the quote the backslash is escaped, or a value could end its own literal. */
export function quoted(value: string): string {
  return `'${value.replace(/['\\]/g, '\\$&')}'`;
}

/** Conditions joined; blank ones are left out. */
export function where(...conditions: string[]): string {
  const said = conditions.filter((condition) => condition !== '');
  return said.length === 0 ? '' : `where ${said.join(' and ')}`;
}

/** Always ordered: the default order differs by entity, and pages of an unordered list overlap (facts: QuickBooks 4.1). */
export function page(filter: string, start = 1, order = 'Id'): string {
  return `${filter} orderby ${order} startposition ${start} maxresults ${pageSize}`.trim();
}

export function idIn(ids: readonly string[]): string {
  return `Id in (${ids.map(quoted).join(',')})`;
}
