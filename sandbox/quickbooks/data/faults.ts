import type { Json, JsonObject } from '../../kit/json.ts';

/** What a business fault says: texts of facts, QuickBooks section 5. */
export interface FaultDetail {
  status: number;
  code: string;
  message: string;
  detail: string;
  element?: string;
  type?: 'ValidationFault' | 'SystemFault' | 'SERVICE';
}

/** An answer of the accounting layer: `Fault` with a capital letter. */
export class BusinessFault extends Error {
  readonly status: number;
  readonly fault: JsonObject;

  constructor(detail: FaultDetail) {
    super(`${detail.code} ${detail.message}`);
    this.status = detail.status;
    const error: JsonObject = { Message: detail.message, Detail: detail.detail, code: detail.code };
    if (detail.element !== undefined) error['element'] = detail.element;
    this.fault = { Error: [error], type: detail.type ?? 'ValidationFault' };
  }
}

function validation(code: string, message: string, detail: string, element = ''): BusinessFault {
  return new BusinessFault({ status: 400, code, message, detail, element });
}

export const faults = {
  unsupportedOperation: (detail = 'Operation null is not supported.') =>
    validation('500', 'Unsupported Operation', detail),
  duplicateRequestId: (id: string) =>
    validation(
      '600',
      'Duplicate Request ID',
      `Duplicate Request ID : The request id ${id} was already used for another request.`,
    ),
  notFound: () =>
    validation(
      '610',
      'Object Not Found',
      "Object Not Found : Something you're trying to use has been made inactive. Check the fields with accounts, customers, items, vendors or employees.",
    ),
  batchTooLarge: () =>
    validation(
      '1040',
      'Batch size limit exceeded',
      'The maximum number of batch items in a single request is 30.',
    ),
  unknownProperty: (entity: string, name: string, known: ReadonlySet<string>) =>
    validation(
      '2010',
      'Request has invalid or unsupported property',
      `Property Name:Unrecognized field "${name}" (class com.intuit.schema.finance.v3.${entity}), not marked as ignorable (${known.size} known properties: ${knownNames(known)} [truncated])`,
    ),
  malformedBody: () =>
    validation(
      '2010',
      'Request has invalid or unsupported property',
      'Property Name:Unexpected end-of-input or character while reading the request body',
    ),
  missing: (name: string) =>
    validation(
      '2020',
      'Required param missing, need to supply the required value for the API',
      `Required parameter ${name} is missing in the request`,
      name,
    ),
  invalidId: (id: string) =>
    validation('2030', 'Invalid ID', `Id should be a valid number. Supplied value:${id}`, 'Id'),
  tooLong: (element: string, limit: number, length: number) =>
    validation(
      '2050',
      'String length is either shorter or longer than supported by specification',
      `String length specified does not match the supported length. Min:0 Max:${limit} supported. Supplied length:${length}`,
      element,
    ),
  badNumber: (element: string, value: string) =>
    validation(
      '2080',
      'Invalid Number',
      `Invalid Number : ${value} is not a valid number`,
      element,
    ),
  badEmail: (element: string, value: string) =>
    validation(
      '2210',
      'Invalid Email Address format',
      `Email Address does not conform to the syntax rules of RFC 822. Supplied value:${value}`,
      element,
    ),
  badReference: (element: string, id: string) =>
    validation(
      '2500',
      'Invalid Reference Id',
      `Invalid Reference Id : ${element} element id ${id} not found`,
      element,
    ),
  queryParse: (detail: string) =>
    validation('4000', 'Error parsing query', `QueryParserError: ${detail}`),
  queryInvalid: (detail: string) =>
    validation('4001', 'Invalid query', `QueryValidationError: ${detail}`),
  stale: (name: string) =>
    validation(
      '5010',
      'Stale Object Error',
      `Stale Object Error : You and ${name} were working on this at the same time. ${name} finished before you did, so your work was not saved.`,
    ),
  business: (detail: string, element = '') =>
    validation(
      '6000',
      'A business validation error has occurred while processing your request',
      `Business Validation Error: ${detail}`,
      element,
    ),
  amountMismatch: () =>
    validation(
      '6070',
      'Amount calculation incorrect in the request',
      'Amount is not equal to UnitPrice * Qty. Supplied value:',
      'Line',
    ),
  duplicateNumber: (number: string, id: string) =>
    validation(
      '6140',
      'Duplicate Document Number Error',
      `Duplicate Document Number Error : You must specify a different number. This number has already been used. DocNumber=${number} is assigned to TxnType=Invoice with TxnId=${id}`,
    ),
  suspended: (status: number) =>
    new BusinessFault({
      status,
      code: '6190',
      message: 'Invalid Company Status',
      detail:
        'Invalid Company Status : Subscription period has ended or canceled or there was a billing problem : null',
      element: '',
    }),
  periodClosed: () =>
    validation(
      '6210',
      'Account Period Closed, Cannot Update Through Services API',
      'The account period has closed and the account books cannot be updated through the QBO Services API. Please use the QBO website to make these changes.',
    ),
  duplicateName: () =>
    validation('6240', 'Duplicate Name Exists Error', 'The name supplied already exists. : null'),
  system: (detail: string) =>
    new BusinessFault({
      status: 500,
      code: '10000',
      message: 'An application error has occurred while processing your request',
      detail,
      element: '',
      type: 'SystemFault',
    }),
};

function knownNames(known: ReadonlySet<string>): string {
  return [...known]
    .slice(0, 20)
    .map((name) => `"${name}"`)
    .join(', ');
}

/** An answer of the gateway in front: lower-case names, epoch time, many nulls (facts: QuickBooks 5.1). */
export class GatewayFault extends Error {
  readonly status: number;
  readonly code: string;
  readonly text: string;
  readonly detail: string;
  readonly type: string;

  constructor(status: number, code: string, name: string, detail: string, type: string) {
    const text = `message=${name}; errorCode=${code.padStart(6, '0')}; statusCode=${status}`;
    super(text);
    this.status = status;
    this.code = code;
    this.text = text;
    this.detail = detail;
    this.type = type;
  }

  toJson(nowMs: number): JsonObject {
    const error: Json = { message: this.text, detail: this.detail, code: this.code, element: null };
    return {
      warnings: null,
      intuitObject: null,
      fault: { error: [error], type: this.type },
      report: null,
      queryResponse: null,
      batchItemResponse: [],
      attachableResponse: [],
      syncErrorResponse: null,
      requestId: null,
      time: nowMs,
      status: null,
      cdcresponse: [],
    };
  }
}

export const gatewayFaults = {
  tokenExpired: (token: string) =>
    new GatewayFault(
      401,
      '3200',
      'AuthenticationFailed',
      `Token expired: ${token}`,
      'AUTHENTICATION',
    ),
  tokenUnknown: (token: string) =>
    new GatewayFault(
      401,
      '3200',
      'AuthenticationFailed',
      `Token revoked or unknown: ${token}`,
      'AUTHENTICATION',
    ),
  tokenMissing: () =>
    new GatewayFault(
      401,
      '3200',
      'AuthenticationFailed',
      'Malformed bearer token: too short or too long',
      'AUTHENTICATION',
    ),
  notAuthorized: () =>
    new GatewayFault(403, '3100', 'ApplicationAuthorizationFailed', '', 'SERVICE'),
  throttled: () =>
    new GatewayFault(
      429,
      '3001',
      'ThrottleExceeded',
      'The request limit was reached.  Try again later',
      'SERVICE',
    ),
};
