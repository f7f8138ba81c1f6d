import type { CreditId, InvoiceId, OrganisationId } from '../../../domain/ids.ts';
import type { IdOfKind, ImportKind, RecordsOfKind } from '../../../integrations/books.ts';
import type { Tx } from '../../db/transaction.ts';
import {
  markAttachmentsDeleted,
  markCreditsDeleted,
  markCustomersInactive,
  markInvoicesDeleted,
  markPaymentsDeleted,
} from './mark-deleted.ts';
import { storeEach, type Problem } from './store-each.ts';
import { upsertAttachments, upsertCredits, upsertPayments } from './upsert-money.ts';
import {
  upsertCustomers,
  upsertInvoices,
  upsertTerms,
  type Changed,
  type UpsertOptions,
} from './upsert.ts';

/** What a reading brought into the mirror. */
export interface Brought {
  /** Records that could not be read or stored; the others are in the mirror. */
  problems: Problem[];
  /** Records that were not as the mirror had them. */
  changed: number;
  /**
   * Invoices that changed payments and credits name, before the change or after it: what is open on them may differ (facts: QuickBooks
   * 3.5), so the caller reads them, unless it has read them in the same answer or since.
   */
  touchedInvoiceIds: InvoiceId[];
  /** Credits that changed payments apply, or did: what is left of them may differ. */
  touchedCreditIds: CreditId[];
}

type Upsert<Row> = (
  tx: Tx,
  organisationId: OrganisationId,
  rows: Row[],
  options: UpsertOptions,
) => Promise<Changed>;

const plain = (ids: string[]): Changed => ({ ids, touchedInvoiceIds: [], touchedCreditIds: [] });

const upserts: { [Kind in ImportKind]: Upsert<RecordsOfKind[Kind]> } = {
  terms: async (...all) => plain(await upsertTerms(...all)),
  customers: async (...all) => plain(await upsertCustomers(...all)),
  invoices: async (...all) => plain((await upsertInvoices(...all)).map(({ id }) => id)),
  credits: upsertCredits,
  payments: upsertPayments,
  attachments: async (...all) => plain(await upsertAttachments(...all)),
};

const removals: { [Kind in ImportKind]: Upsert<IdOfKind[Kind]> } = {
  // Terms are never deleted, only made inactive (facts: QuickBooks 2.4).
  terms: () => Promise.resolve(plain([])),
  customers: async (...all) => plain(await markCustomersInactive(...all)),
  invoices: async (...all) => plain(await markInvoicesDeleted(...all)),
  credits: markCreditsDeleted,
  payments: markPaymentsDeleted,
  attachments: async (...all) => plain(await markAttachmentsDeleted(...all)),
};

/** Brings records of one kind into the mirror, each by itself where the database refuses one. */
export async function storeRecords<Kind extends ImportKind>(
  tx: Tx,
  organisationId: OrganisationId,
  kind: Kind,
  rows: RecordsOfKind[Kind][],
  options: UpsertOptions,
): Promise<Brought> {
  const parts: Changed[] = [];
  const problems = await storeEach(tx, rows, async (part, some) => {
    parts.push(await upserts[kind](part, organisationId, some, options));
  });
  return togetherOf([...parts.map(toBrought), { ...nothingBrought, problems }]);
}

/** Marks what the books no longer give out: customers as inactive, all others as deleted. */
export async function removeRecords<Kind extends ImportKind>(
  tx: Tx,
  organisationId: OrganisationId,
  kind: Kind,
  ids: IdOfKind[Kind][],
  options: UpsertOptions,
): Promise<Brought> {
  if (ids.length === 0) return nothingBrought;
  return toBrought(await removals[kind](tx, organisationId, ids, options));
}

export const nothingBrought: Brought = {
  problems: [],
  changed: 0,
  touchedInvoiceIds: [],
  touchedCreditIds: [],
};

/** Several readings as one; an invoice is named once. */
export function togetherOf(brought: Brought[]): Brought {
  return {
    problems: brought.flatMap(({ problems }) => problems),
    changed: brought.reduce((sum, { changed }) => sum + changed, 0),
    touchedInvoiceIds: [...new Set(brought.flatMap((one) => one.touchedInvoiceIds))],
    touchedCreditIds: [...new Set(brought.flatMap((one) => one.touchedCreditIds))],
  };
}

function toBrought({ ids, ...touched }: Changed): Brought {
  return { problems: [], changed: ids.length, ...touched };
}
