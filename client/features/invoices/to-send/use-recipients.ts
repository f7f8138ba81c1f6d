import { useInfiniteQuery } from '@tanstack/react-query';
import type { BodyOf } from '../../../../domain/api/endpoints.ts';
import type { RecipientCheck, RecipientPage } from '../../../../domain/api/sending-runs.ts';
import { call } from '../../../api/call.ts';

export interface Recipients {
  org: string;
  which: BodyOf<'POST /o/:org/invoices/send'>;
  check: RecipientCheck;
  /** Text that customer, number or address must hold. */
  q: string;
}

/** One of the two lists of a check, page by page; its first rows came with the check. */
export function useRecipients({ org, which, check, q }: Recipients, kind: 'ready' | 'left') {
  return useInfiniteQuery({
    queryKey: ['POST /o/:org/invoices/recipients', org, which, kind, q, check],
    queryFn: ({ pageParam: after, signal }) =>
      call(
        'POST /o/:org/invoices/recipients',
        { params: { org }, body: { which, kind, q, after } },
        signal,
      ),
    initialPageParam: '',
    getNextPageParam: ({ next }: RecipientPage) => next,
    placeholderData: (previous) => previous,
    ...(q === '' && { initialData: { pages: [firstPage(check, kind)], pageParams: [''] } }),
    // As the check: of now, for as long as the dialog is open.
    staleTime: Infinity,
    gcTime: 0,
  });
}

function firstPage(check: RecipientCheck, kind: 'ready' | 'left'): RecipientPage {
  const rows = kind === 'ready' ? check.readyRows : check.leftRows;
  const next = check[kind] > rows.length ? (rows.at(-1)?.invoiceId ?? null) : null;
  return kind === 'ready'
    ? { readyRows: check.readyRows, leftRows: [], next }
    : { readyRows: [], leftRows: check.leftRows, next };
}
