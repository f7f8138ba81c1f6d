import { asId } from '../../../domain/ids.ts';
import type { IdOfKind } from '../../../integrations/books.ts';
import { ANY_CUSTOMER, type NamedKind, type NamedRecord } from '../../db/named-records.ts';
import { after, CLOCKS_DIFFER_MS } from './intervals.ts';
import type { ReadableKind } from './reading.ts';

type WantedKind = Exclude<ReadableKind, 'attachments'>;

/** Records to read, each with the instant after which a copy in the mirror is late enough not to be read again. */
export interface Wanted {
  ids: { [Kind in WantedKind]: Map<IdOfKind[Kind], Date> };
  terms: Map<string, Date>;
  /** Ids of refunds. */
  refunds: string[];
  company: boolean;
  /** Some customer ceased to exist, and nobody says which. */
  anyCustomer: boolean;
  /** The latest of all those instants, for what the named records lead to. */
  latest: Date;
}

/** What the notes ask for. */
export function wantedOf(named: NamedRecord[]): Wanted {
  const of = <Id extends string>(kind: NamedKind): Map<Id, Date> =>
    new Map(
      named
        .filter((one) => one.kind === kind && one.recordId !== ANY_CUSTOMER)
        .map(({ recordId, changedAt }) => [recordId as Id, after(changedAt, CLOCKS_DIFFER_MS)]),
    );
  const latestMs = Math.max(0, ...named.map(({ changedAt }) => changedAt.getTime()));
  return {
    ids: {
      customers: of('customer'),
      invoices: of('invoice'),
      credits: of('credit'),
      payments: of('payment'),
    },
    terms: of('term'),
    refunds: [...of('refund').keys()],
    company: named.some(({ kind }) => kind === 'company'),
    anyCustomer: named.some(({ recordId }) => recordId === ANY_CUSTOMER),
    latest: after(new Date(latestMs), CLOCKS_DIFFER_MS),
  };
}

/** Adds what the named records lead to. */
export function want<Kind extends WantedKind>(
  wanted: Wanted,
  kind: Kind,
  ids: IdOfKind[Kind][],
): void {
  const known: Map<string, Date> = wanted.ids[kind];
  for (const id of ids) known.set(asId<IdOfKind[Kind]>(id), wanted.latest);
}
