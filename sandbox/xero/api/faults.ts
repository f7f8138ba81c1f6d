import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../../kit/json.ts';

const JSON_TYPE = 'application/json; charset=utf-8';

/** An answer that is not a success (facts: Xero 4). No type: no body. */
export class ApiFault extends Error {
  readonly status: number;
  readonly contentType: string | null;
  readonly body: string;
  readonly headers: Record<string, string>;

  constructor(
    status: number,
    contentType: string | null,
    body: string,
    headers: Record<string, string> = {},
  ) {
    super(`${status} ${body.slice(0, 200)}`);
    this.status = status;
    this.contentType = contentType;
    this.body = body;
    this.headers = headers;
  }
}

function gateway(status: number, title: string, detail: string): ApiFault {
  const body = {
    Type: null,
    Title: title,
    Status: status,
    Detail: detail,
    Instance: randomUUID(),
    Extensions: {},
  };
  return new ApiFault(status, JSON_TYPE, JSON.stringify(body));
}

function refusal(number: number, type: string, message: string, more: JsonObject = {}): ApiFault {
  const body = { ErrorNumber: number, Type: type, Message: message, ...more };
  return new ApiFault(400, JSON_TYPE, JSON.stringify(body));
}

/** `09/24/2021 08:23:47` */
function american(ms: number): string {
  const [day = '', time = ''] = new Date(ms).toISOString().split('T');
  const [year, month, date] = day.split('-');
  return `${month}/${date}/${year} ${time.slice(0, 8)}`;
}

export type RateProblem = 'minute' | 'day' | 'concurrent' | 'appminute';

export const faults = {
  expired: (atMs: number) =>
    gateway(401, 'Unauthorized', `TokenExpired: token expired at ${american(atMs)}`),
  notAuthenticated: () => gateway(401, 'Unauthorized', 'AuthenticationUnsuccessful'),
  scopeMissing: () => gateway(401, 'Unauthorized', 'AuthorizationUnsuccessful'),
  notConnected: () => gateway(403, 'Forbidden', 'AuthenticationUnsuccessful'),
  notFound: () =>
    new ApiFault(
      404,
      'text/plain; charset=utf-8',
      "The resource you're looking for cannot be found",
    ),
  precondition: () => new ApiFault(412, 'text/plain; charset=utf-8', 'Precondition Failed'),
  serverError: () =>
    new ApiFault(
      500,
      JSON_TYPE,
      JSON.stringify({
        ErrorNumber: 0,
        Type: 'InternalError',
        Message: 'An error occurred in Xero.',
      }),
    ),
  offline: () =>
    new ApiFault(
      503,
      'text/html; charset=utf-8',
      '<html><body>The organisation is offline</body></html>',
    ),
  tooMany: (problem: string, retryAfter: number | null) =>
    new ApiFault(429, null, '', {
      'X-Rate-Limit-Problem': problem,
      ...(retryAfter === null ? {} : { 'Retry-After': String(retryAfter) }),
    }),
  validation: (elements: JsonObject[]) =>
    refusal(10, 'ValidationException', 'A validation exception occurred', { Elements: elements }),
  query: (message: string) => refusal(16, 'QueryParseException', message),
  postData: (message: string) => refusal(17, 'PostDataInvalidException', message),
  noData: () =>
    refusal(14, 'NoDataProcessedException', 'No data has been processed for this endpoint.'),
};
