import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { EndpointKey, ResponseOf } from '../../domain/api/endpoints.ts';
import { call, type CallInput } from './call.ts';
import { session } from './session.ts';

/** Query for one endpoint. The key starts with the endpoint, so that live updates find all queries of a kind. */
export function read<K extends EndpointKey>(key: K, input: CallInput<K>) {
  return queryOptions({
    queryKey: [key, input.params ?? {}, input.query ?? {}, input.body ?? null],
    queryFn: ({ signal }) => call(key, input, signal),
  });
}

type PagedKey = {
  [K in EndpointKey]: ResponseOf<K> extends { rows: unknown[]; next: string | null } ? K : never;
}[EndpointKey];

/** The same for a list that comes page by page; `next` of one page is the cursor of the following one. */
export function readPages<K extends PagedKey>(key: K, input: CallInput<K>) {
  return infiniteQueryOptions({
    queryKey: [key, input.params ?? {}, input.query ?? {}, 'pages'],
    queryFn: ({ signal, pageParam }) => call(key, withCursor(input, pageParam), signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last: ResponseOf<K>) => nextOf(last),
  });
}

function withCursor<Input extends { query?: unknown }>(input: Input, cursor: string | null): Input {
  if (cursor === null) return input;
  return { ...input, query: { ...(input.query as object | undefined), cursor } };
}

function nextOf(page: unknown): string | null {
  return (page as { next: string | null }).next;
}

export const meQuery = queryOptions({
  queryKey: ['GET /me'],
  queryFn: async ({ signal }) => {
    const me = await call('GET /me', {}, signal);
    session.csrfToken = me.csrfToken;
    return me;
  },
  staleTime: 5 * 60_000,
});

export const organisationQuery = (org: string) => read('GET /o/:org', { params: { org } });

/** State of the mirror; several parts of the frame and the sync screen share it. */
export const syncQuery = (org: string) => read('GET /o/:org/sync', { params: { org } });
