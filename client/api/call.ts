import type { Problem } from '../../domain/api/common.ts';
import type { BodyOf, EndpointKey, QueryOf, ResponseOf } from '../../domain/api/endpoints.ts';
import { ApiError } from './problem.ts';
import { session } from './session.ts';

type ParamOf<Key extends string> = Key extends `${string}:${infer Name}/${infer Rest}`
  ? Name | ParamOf<Rest>
  : Key extends `${string}:${infer Name}`
    ? Name
    : never;

export type CallInput<K extends EndpointKey> = ([ParamOf<K>] extends [never]
  ? { params?: never }
  : { params: Record<ParamOf<K>, string> }) &
  (QueryOf<K> extends undefined ? { query?: never } : { query?: QueryOf<K> }) &
  (BodyOf<K> extends undefined ? { body?: never } : { body: BodyOf<K> });

interface LooseInput {
  params?: Record<string, string> | undefined;
  query?: object | undefined;
  body?: unknown;
}

/** One request to the API. Throws ApiError for anything but success. */
export async function call<K extends EndpointKey>(
  key: K,
  input: CallInput<K>,
  signal?: AbortSignal,
): Promise<ResponseOf<K>> {
  const [method = 'GET', path = ''] = key.split(' ');
  const response = await send(method, addressOf(path, loose(input)), input.body, signal);
  if (!response.ok) throw new ApiError(response.status, await problemIn(response));
  return trusted<K>(await response.json());
}

export function addressOf(path: string, { params = {}, query = {} }: LooseInput): string {
  const filled = path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(params[name] ?? ''),
  );
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value));
  }
  return `/api/v1${filled}${search.size > 0 ? `?${search}` : ''}`;
}

/** `CallInput` only narrows what LooseInput allows, which the compiler cannot follow through its conditions. */
function loose(input: object): LooseInput {
  return input;
}

async function send(method: string, address: string, body: unknown, signal?: AbortSignal) {
  const headers: Record<string, string> = {
    accept: 'application/json',
    'accept-language': session.language,
  };
  if (method !== 'GET') headers['x-csrf-token'] = session.csrfToken;
  if (body !== undefined) headers['content-type'] = 'application/json';
  try {
    return await fetch(address, {
      method,
      headers,
      credentials: 'same-origin',
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiError(0, null);
  }
}

async function problemIn(response: Response): Promise<Problem | null> {
  if (!response.headers.get('content-type')?.includes('json')) return null;
  return (await response.json()) as Problem;
}

/** The server validates every answer with the schema that this type comes from, so the shape is not checked a second time here. */
function trusted<K extends EndpointKey>(answer: unknown): ResponseOf<K> {
  return answer as ResponseOf<K>;
}
