import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { EndpointKey, ResponseOf } from '../../domain/api/endpoints.ts';
import { call, type CallInput } from '../api/call.ts';
import { useFailureToast } from './use-failure-toast.ts';

interface ChangeOptions<K extends EndpointKey> {
  /** What to read again after success; everything of these endpoints. */
  refresh: EndpointKey[];
  onDone?: (answer: ResponseOf<K>, input: CallInput<K>) => void;
  /** Replaces the toast. */
  onFailed?: (error: unknown) => void;
}

/** One change to the server: says when it failed; pending until what it touches was read again. */
export function useChange<K extends EndpointKey>(key: K, options: ChangeOptions<K>) {
  const client = useQueryClient();
  const tellFailure = useFailureToast();
  return useMutation({
    mutationFn: (input: CallInput<K>) => call(key, input),
    // Done means shown: whoever acts at once on what they see must not act on the version before.
    onSuccess: async (answer, input) => {
      const touched = new Set<unknown>(options.refresh);
      await client.invalidateQueries({ predicate: ({ queryKey }) => touched.has(queryKey[0]) });
      options.onDone?.(answer, input);
    },
    onError: (error) => (options.onFailed ?? tellFailure)(error),
  });
}
