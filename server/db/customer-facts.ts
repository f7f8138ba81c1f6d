import { sql } from 'drizzle-orm';
import type { CustomerFacts } from '../../domain/gates/gate.ts';
import { asId, type CustomerId, type OrganisationId, type TermId } from '../../domain/ids.ts';
import type { Language } from '../../domain/rules/rule.ts';
import type { Tx } from './transaction.ts';

/** The books nest customers a few levels deep (facts: QuickBooks 3.2); a circle among them ends here. */
const MAX_LEVELS = 10;

interface Row {
  [column: string]: unknown;
  id: string;
}

/** These customers with all who stand above them, by id. One query for most organisations, one more for each level of parents. */
export async function loadCustomers(
  tx: Tx,
  organisationId: OrganisationId,
  ids: string[],
): Promise<Map<string, CustomerFacts>> {
  const rows = new Map<string, Row>();
  let wanted = ids;
  for (let level = 0; wanted.length > 0 && level < MAX_LEVELS; level += 1) {
    const found = await readCustomers(tx, organisationId, wanted);
    for (const row of found) rows.set(row.id, row);
    wanted = parentsOf(found).filter((id) => !rows.has(id));
  }
  return new Map([...rows].map(([id, row]) => [id, toCustomer(row, ancestorsIn(rows, row))]));
}

async function readCustomers(tx: Tx, organisationId: string, ids: string[]): Promise<Row[]> {
  const { rows } = await tx.execute<Row>(sql`
    select c.id, c.name, c.full_name, c.active, c.parent_id, c.bill_with_parent, c.email, c.term_id, c.currency, s.language, s.autopay
    from customer c
    left join customer_setting s on s.organisation_id = c.organisation_id and s.customer_id = c.id
    where c.organisation_id = ${organisationId} and c.id = any(${sql.param(ids)}::text[])`);
  return rows;
}

function parentsOf(rows: Row[]): string[] {
  return [...new Set(rows.flatMap((row) => text(row['parent_id']) ?? []))];
}

function ancestorsIn(rows: Map<string, Row>, { parent_id: parentId }: Row): string[] {
  const ancestors: string[] = [];
  for (let next = text(parentId); next !== null && ancestors.length < MAX_LEVELS;) {
    ancestors.push(next);
    next = text(rows.get(next)?.['parent_id']);
  }
  return ancestors;
}

function toCustomer(row: Row, ancestorIds: string[]): CustomerFacts {
  return {
    id: asId<CustomerId>(row.id),
    booksVersion: 0,
    booksUpdatedAt: new Date(0),
    name: String(row['name']),
    fullName: String(row['full_name']),
    active: row['active'] === true,
    parentId: text(row['parent_id']) as CustomerId | null,
    billWithParent: row['bill_with_parent'] === true,
    email: text(row['email']),
    termId: text(row['term_id']) as TermId | null,
    currency: text(row['currency']),
    language: row['language'] as Language | null,
    autopay: row['autopay'] as boolean | null,
    ancestorIds,
  };
}

function text(value: unknown): string | null {
  return value === null || value === undefined ? null : String(value);
}
