import { AsyncLocalStorage } from 'node:async_hooks';
import { createRequire } from 'node:module';
import { Bug } from '../../domain/errors.ts';
import { HttpFailure, systemCode } from '../http.ts';
import type { Answer } from './answer.ts';

/**
 * Intuit's two libraries call the same copy of axios, without time limit, and hand over errors that carry the bearer token or the client
 * secret. Neither takes a hook, so the limits are laid on that copy: inside `answerOf`, and only there, each call gets a signal that ends
 * it, a size limit and no redirects, and its answer is noted here. What the library makes of the answer is dropped: its errors would
 * leak, and lose the body of a 401 (facts: QuickBooks 9.1, 9.2).
 */
interface Flight {
  signal: AbortSignal;
  maxBytes: number;
  answer: Answer | undefined;
}

interface AxiosResponse {
  status: number;
  headers: Record<string, unknown>;
  data: unknown;
}

/** The part of axios that we use; the package is the libraries' dependency, not ours. */
interface Axios {
  isAxiosError(error: unknown): error is Error & { code?: string; response?: AxiosResponse };
  interceptors: {
    request: { use(change: (config: object) => object): void };
    response: {
      use(
        keep: (response: AxiosResponse) => AxiosResponse,
        fail: (error: unknown) => Promise<never>,
      ): void;
    };
  };
}

const flights = new AsyncLocalStorage<Flight>();
const axios = loadAxiosOf('node-quickbooks');
axios.interceptors.request.use(limit);
axios.interceptors.response.use(note, async (error: unknown) => {
  if (axios.isAxiosError(error) && error.response) note(error.response);
  throw error;
});

function loadAxiosOf(library: string): Axios {
  const here = createRequire(import.meta.url);
  return createRequire(here.resolve(library))('axios') as Axios;
}

function limit(config: object): object {
  const flight = flights.getStore();
  if (!flight) return config;
  const { signal, maxBytes } = flight;
  return { ...config, signal, maxContentLength: maxBytes, maxRedirects: 0 };
}

function note(response: AxiosResponse): AxiosResponse {
  const flight = flights.getStore();
  if (flight) {
    const headers = Object.fromEntries(
      Object.entries(response.headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
    );
    flight.answer = { status: response.status, headers, body: response.data };
  }
  return response;
}

/**
 * Runs one call of a library and returns what the vendor answered, whatever the status. Throws HttpFailure when no answer came, Bug when
 * the library failed before calling.
 */
export async function answerOf(
  limits: { timeoutMs: number; maxBytes: number },
  call: () => Promise<unknown>,
): Promise<Answer> {
  const flight: Flight = {
    signal: AbortSignal.timeout(limits.timeoutMs),
    maxBytes: limits.maxBytes,
    answer: undefined,
  };
  const failure = await flights.run(flight, () => call().then(() => null, toFailure));
  if (flight.answer) return flight.answer;
  if (flight.signal.aborted) throw new HttpFailure('timeout');
  throw failure ?? new Bug('quickbooks.library', 'the library made no call');
}

/** Never passes the library's error on, not even as a cause. */
function toFailure(error: unknown): Error {
  if (axios.isAxiosError(error)) {
    return new HttpFailure(isTooLarge(error) ? 'too-large' : 'network', error.code);
  }
  return new Bug('quickbooks.library', `the library failed: ${systemCode(error) ?? 'unknown'}`);
}

/** axios has no code of its own for this; it stops reading and names its setting. */
function isTooLarge(error: Error): boolean {
  return error.message.startsWith('maxContentLength');
}
