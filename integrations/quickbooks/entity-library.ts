import QuickBooksLibrary from 'node-quickbooks';
import type { Answer } from './answer.ts';
import { answerOf } from './axios-guard.ts';
import type { QuickBooksSettings } from './settings.ts';

type Done = (error: unknown) => void;
type Find = (criteria: string, done: Done) => void;

/** The calls of node-quickbooks that we use, as its code takes them; its published types differ (criteria as text, batch items). */
export interface EntityLibrary {
  endpoint: string;
  findInvoices: Find;
  findCustomers: Find;
  findTerms: Find;
  findPayments: Find;
  findCreditMemos: Find;
  findRefundReceipts: Find;
  findAttachables: Find;
  batch(items: object[], done: Done): void;
  changeDataCapture(entities: string[], since: string, done: Done): void;
  getInvoice(id: string, done: Done): void;
  getInvoicePdf(id: string, done: Done): void;
  getAttachable(id: string, done: Done): void;
  updateInvoice(invoice: object, done: Done): void;
  updateCustomer(customer: object, done: Done): void;
}

/** Makes one call of the library for one company with one token. The callback only resolves: if it threw, the library would call it again. */
export async function callLibrary(
  settings: QuickBooksSettings,
  grant: { booksId: string; token: string },
  bounds: { timeoutMs: number; maxBytes: number },
  call: (library: EntityLibrary, done: Done) => void,
): Promise<Answer> {
  const library = openLibrary(settings, grant);
  return answerOf(
    bounds,
    () =>
      new Promise<void>((resolve, reject) => {
        call(library, (error) => (error ? reject(toError(error)) : resolve()));
      }),
  );
}

function openLibrary(
  settings: QuickBooksSettings,
  grant: { booksId: string; token: string },
): EntityLibrary {
  const library = new QuickBooksLibrary(
    settings.clientId,
    // Needed only for the library's own refresh and for OAuth 1, which we never use.
    '',
    grant.token,
    false,
    grant.booksId,
    false,
    false,
    String(settings.minorVersion),
    '2.0',
    null,
  ) as unknown as EntityLibrary;
  library.endpoint = `${settings.apiUrl}/v3/company/`;
  return library;
}

/** The library also "fails" with the parsed body of a fault. */
function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error('the answer is a fault');
}
