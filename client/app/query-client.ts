import { QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiError, isStatus } from '../api/problem.ts';

/** Set by the router, which is made with this client: where to go when the session is over. */
export const sessionEnd = { leave: () => {} };

export const queryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: (error) => {
      if (isStatus(error, 401)) sessionEnd.leave();
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      retry: (count, error) => count < 2 && isPassing(error),
    },
  },
});

/** No answer or a server in trouble may pass; every other answer would be the same again. */
function isPassing(error: unknown): boolean {
  return error instanceof ApiError && (error.status === 0 || error.status >= 500);
}
