import type { Customer, Invoice, Term } from '../domain/invoice/invoice.ts';
import type { CustomerId, InvoiceId } from '../domain/ids.ts';

/**
 * The contract of an accounting system. Adapters read and map; the caller writes to the database. They throw the classes of
 * `domain/errors.ts`, chosen by status and error code, and never let a token into an error or a log.
 */
export interface Books {
  /** Key in tables and addresses, e.g. `quickbooks`. */
  readonly key: string;
  /** Name as the vendor writes it. */
  readonly name: string;
  readonly abilities: BooksAbilities;
  readonly consent: BooksConsent;
  readonly webhook: BooksWebhook;
  open(session: BooksSession): BooksCompany;
}

export interface BooksAbilities {
  /** Files can carry a mark "attach to e-mail" (BJ-17). */
  markedFiles: boolean;
  /** The books keep a sent mark that we may set. */
  sentMark: boolean;
  /** Custom text fields exist that the owner can choose as status field. */
  statusField: boolean;
}

/** OAuth tokens with their ends of life. Never logged; stored encrypted. */
export interface Tokens {
  accessToken: string;
  accessExpiresAt: Date;
  refreshToken: string;
  refreshExpiresAt: Date;
  /** Absolute end, when the vendor tells (Intuit: five years). */
  refreshHardExpiresAt: Date | null;
}

/** Who signed in, by the vendor's OpenID Connect. Accounts are keyed on `subject`, never on the address. */
export interface Identity {
  subject: string;
  email: string;
  emailVerified: boolean;
  name: string;
}

export interface Grant {
  identity: Identity;
  /** Null for a sign-in without access to books. */
  company: { booksId: string; tokens: Tokens } | null;
}

export interface BooksConsent {
  /** The vendor's consent page. `connect` asks for the books and the identity, `sign-in` for the identity alone. */
  authorizeUrl(request: {
    intent: 'connect' | 'sign-in';
    state: string;
    nonce: string;
  }): Promise<string>;
  /**
   * Exchanges the code of the callback and verifies the identity token (issuer, audience, expiry, signature, nonce).
   * The caller has already checked and used up `state`. Throws Refused for a code that is wrong or used.
   */
  exchange(callback: { query: URLSearchParams; nonce: string }): Promise<Grant>;
  /** New tokens for the old refresh token. Throws NeedsReconnect when the grant is dead. The caller holds the lock. */
  refresh(tokens: Tokens): Promise<Tokens>;
  /** Ends the grant at the vendor. */
  revoke(tokens: Tokens): Promise<void>;
}

export interface BooksEvent {
  /** The vendor's id of the event, or one made of its content; unique per vendor. */
  eventId: string;
  booksId: string;
  kind: RecordKind;
  recordId: string;
  verb: 'created' | 'updated' | 'deleted' | 'merged' | 'voided' | 'emailed' | 'other';
  at: string;
}

export type RecordKind =
  'invoice' | 'customer' | 'term' | 'payment' | 'credit-memo' | 'company' | 'other';

export interface BooksWebhook {
  /** Whether one of our secrets signed exactly these bytes; compared in constant time. */
  verify(body: Buffer, headers: Record<string, string | string[] | undefined>): boolean;
  /** Events of a body whose signature was verified. Throws Refused when it is not of any known form. */
  parse(body: Buffer): BooksEvent[];
}

/** What an adapter needs to talk to one company. */
export interface BooksSession {
  booksId: string;
  /** A valid access token; `renew` after the vendor refused the last one. Throws NeedsReconnect. */
  accessToken(options?: { renew: boolean }): Promise<string>;
  /** Resolves when the next call is allowed; holds over all processes. */
  waitForTurn(): Promise<void>;
  /** Called once per answered call, for metering. */
  onCall?(call: { metered: boolean; status: number; traceId: string | undefined }): void;
}

export interface Company {
  name: string;
  country: string | null;
  /** IANA zone; null when the books do not say. */
  timeZone: string | null;
  homeCurrency: string | null;
  email: string | null;
  /** Text fields on invoices that could carry a status. */
  customFields: { id: string; name: string }[];
}

export const importKinds = ['terms', 'customers', 'invoices'] as const;
export type ImportKind = (typeof importKinds)[number];

export interface RecordsOfKind {
  terms: Term;
  customers: Customer;
  invoices: Invoice;
}

export interface Page<Kind extends ImportKind> {
  records: RecordsOfKind[Kind][];
  /** Records that could not be mapped, with the reason; they must not stop the page. */
  unreadable: { recordId: string; code: string }[];
  /** Where to go on; null after the last page. Opaque, storable. */
  next: string | null;
}

export interface Changes {
  terms: Term[];
  customers: Customer[];
  invoices: Invoice[];
  /** Invoices named by changed payments and credits: read them again. */
  touchedInvoiceIds: InvoiceId[];
  deletedInvoiceIds: InvoiceId[];
  unreadable: { recordId: string; code: string }[];
  /** False when the vendor's cap or look-back cut the answer: sweep again by another way. */
  complete: boolean;
}

export interface Attachment {
  id: string;
  fileName: string;
  contentType: string;
  sizeBytes: number;
  /** Marked "attach to e-mail" in the books (BJ-17). */
  includeOnSend: boolean;
}

/** One field-by-field change; only what the owner agreed to is ever filled in. */
export interface InvoiceWrite {
  id: InvoiceId;
  booksVersion: number;
  /** Makes a repeat harmless; stable for the logical write. */
  requestId: string;
  sentMark?: { sentAt: Date };
  statusField?: { fieldId: string; text: string };
}

/** One company's books. All reads are by the ledger's ids. */
export interface BooksCompany {
  readCompany(): Promise<Company>;
  /** Number of records of each kind, for the progress bar; one call. */
  countRecords(): Promise<Record<ImportKind, number>>;
  readPage<Kind extends ImportKind>(kind: Kind, from: string | null): Promise<Page<Kind>>;
  /** Everything that changed since the instant; the caller overlaps the windows. */
  readChanges(sinceAt: Date): Promise<Changes>;
  /** Fresh copies by id; ids that no longer exist come back as `missing`. */
  readInvoices(ids: InvoiceId[]): Promise<{
    invoices: Invoice[];
    missing: InvoiceId[];
    unreadable: { recordId: string; code: string }[];
  }>;
  readCustomers(ids: CustomerId[]): Promise<{
    customers: Customer[];
    missing: CustomerId[];
    unreadable: { recordId: string; code: string }[];
  }>;
  readTerms(): Promise<Term[]>;
  /** Invoices that these payments or credits are applied to; a deleted payment names none. */
  invoicesOfPayments(kind: 'payment' | 'credit-memo', ids: string[]): Promise<InvoiceId[]>;
  readPdf(id: InvoiceId): Promise<Buffer>;
  listAttachments(id: InvoiceId): Promise<Attachment[]>;
  readAttachment(attachment: Attachment): Promise<Buffer>;
  /** Writes and returns the fresh record. Throws Conflict for an old version, Refused when voided, deleted or closed. */
  writeInvoice(write: InvoiceWrite): Promise<Invoice>;
}
