import { AsyncLocalStorage } from 'node:async_hooks';
import { createRequire } from 'node:module';
import { Bug } from '../../domain/errors.ts';
import { HttpFailure, systemCode, type FailureKind } from '../http.ts';
import type { Answer } from './answer.ts';
import type { QuickBooksCode } from './sentences.ts';

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
  failure: HttpFailure | undefined;
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
axios.interceptors.response.use(note, noteFailure);

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

/** Each library wraps the failure in another way, so it is taken here, as it comes from axios. */
async function noteFailure(error: unknown): Promise<never> {
  const flight = flights.getStore();
  if (axios.isAxiosError(error) && error.response) note(error.response);
  else if (flight) flight.failure = new HttpFailure(kindOf(error), systemCode(error));
  throw error;
}

/** axios has no code of its own for an answer that is too large; it stops reading and names its setting. */
function kindOf(error: unknown): FailureKind {
  const tooLarge = axios.isAxiosError(error) && error.message.startsWith('maxContentLength');
  return tooLarge ? 'too-large' : 'network';
}

/**
 * Runs one call of a library and returns what the vendor answered, whatever the status. Throws HttpFailure when no answer came, Bug when
 * the library failed without calling. The library's own result and error are dropped, not even kept as a cause.
 */
export async function answerOf(
  limits: { timeoutMs: number; maxBytes: number },
  call: () => Promise<unknown>,
): Promise<Answer> {
  const flight: Flight = {
    signal: AbortSignal.timeout(limits.timeoutMs),
    maxBytes: limits.maxBytes,
    answer: undefined,
    failure: undefined,
  };
  await flights.run(flight, () => Promise.allSettled([inPromise(call)]));
  if (flight.answer) return flight.answer;
  if (flight.signal.aborted) throw new HttpFailure('timeout');
  throw flight.failure ?? libraryFailed();
}

function libraryFailed(): Bug {
  const code: QuickBooksCode = 'quickbooks.library';
  return new Bug(code, 'the library failed without calling');
}

/** What is thrown at once becomes a rejection too. */
async function inPromise(call: () => Promise<unknown>): Promise<unknown> {
  return call();
}
