import type { Attachment } from '../domain/invoice/attachment.ts';
import type { Customer, Invoice, Term } from '../domain/invoice/invoice.ts';
import type { Credit, Payment } from '../domain/invoice/money-received.ts';
import type { LocalDate } from '../domain/local-date.ts';
import type { AttachmentId, CreditId, CustomerId, InvoiceId, PaymentId } from '../domain/ids.ts';

/**
 * The contract of an accounting system. Adapters read and map; the caller writes to the database. They throw the classes of
 * `domain/errors.ts`, chosen by status and error code, and never let a token into an error or a log. A call whose token is refused although it
 * was just renewed throws TokenRefused; whether that means the end of the grant is the caller's to say.
 */
export interface Books {
  /** Key in tables and addresses, e.g. `quickbooks`. */
  readonly key: string;
  /** Name as the vendor writes it. */
  readonly name: string;
  /** Name of the account with which people sign in there, e.g. `Intuit`. */
  readonly accountName: string;
  readonly abilities: BooksAbilities;
  readonly limits: BooksLimits;
  /** How often changes are asked for, in minutes; webhooks bring most of them sooner. Each time costs calls. */
  readonly sweepMinutes: number;
  readonly consent: BooksConsent;
  readonly webhook: BooksWebhook;
  open(session: BooksSession): BooksCompany;
}

export interface BooksAbilities {
  /** Files can carry a mark "attach to e-mail" (BJ-17). */
  markedFiles: boolean;
  /** Files are among the records that pages and changes bring; else they are listed for one invoice when a message leaves. */
  mirrorsFiles: boolean;
  /** The books keep a sent mark that we may set. */
  sentMark: boolean;
  /** Custom text fields exist that the owner can choose as status field. */
  statusField: boolean;
  /** Which texts of an invoice the memo filter looks at (BJ-10): the messages on invoice and statement, or the reference alone (E52). */
  memo: 'messages' | 'reference';
  /** Where a line about a message can be put: in the invoice's own statement memo, or in a history that nobody can change afterwards. */
  noteLine: 'memo' | 'history' | 'none';
  /** Invoices bear a day on which the payment is expected, which people set there and which we may set. */
  expectedDay: boolean;
  /** Characters that a customer's e-mail field holds in all (E31). */
  maxEmailLength: number;
  /** The books can send reminders of their own (UF-2): `readable`, the company says whether they do; `ask`, only its owner can. */
  nativeReminders: 'ask' | 'readable' | 'none';
  /** A webhook tells when the company's own facts change; where none does, the nightly check reads them. */
  tellsOfCompany: boolean;
}

/** What the vendor allows one company. Ours stay a little below, so that a clock or a network that differs never gets us refused. */
export interface BooksLimits {
  /** Calls that may begin in any second, and in any minute. */
  perSecond: number;
  perMinute: number;
  /** Calls under way at the same time. */
  atOnce: number;
  /** Metered calls a month over all companies of this installation; null when the vendor does not meter. */
  monthly: number | null;
  /** Metered calls a day of one company; absent when the vendor counts no days. */
  daily?: number;
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
  access: GrantedAccess | null;
}

export interface GrantedAccess {
  /**
   * What the vendor hangs the tokens on, a company or a person. A later grant with the same key replaces these tokens, and all companies
   * that were granted under it share them.
   */
  key: string;
  tokens: Tokens;
  /** The companies of this consent, the one that the person dealt with last first. */
  companies: GrantedCompany[];
  /** Books ids of all companies that the tokens reach, those of earlier consents included. */
  reached: string[];
}

export interface GrantedCompany {
  booksId: string;
  /** Null when the grant does not say; the books do. */
  name: string | null;
}

/** A company that shall no longer be reached. */
export interface EndOfAccess {
  booksId: string;
  tokens: Tokens;
  /** Other companies go on with the same tokens: then only this company's access ends. Null: the tokens end as well. */
  shared: { accessToken(): Promise<string> } | null;
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
  /** Ends the access to one company at the vendor. What has ended already is no error. */
  end(ending: EndOfAccess): Promise<void>;
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
  'invoice' | 'customer' | 'term' | 'payment' | 'credit' | 'refund' | 'company' | 'other';

export interface BooksWebhook {
  /** Whether one of our secrets signed exactly these bytes; compared in constant time. */
  verify(body: Buffer, headers: Record<string, string | string[] | undefined>): boolean;
  /** Events of a body whose signature was verified. Throws Refused when it is not of any known form. */
  parse(body: Buffer): BooksEvent[];
}

/** What an error code means for the person: what happened, what Dunlin does about it by itself, what the person can do. */
export interface Sentence {
  title: string;
  effect: string;
  remedy: string;
}

/** What an adapter needs to talk to one company. */
export interface BooksSession {
  booksId: string;
  /** A valid access token; `renew` after the vendor refused the last one. Throws NeedsReconnect, and Busy while none is to be asked for. */
  accessToken(options?: { renew: boolean }): Promise<string>;
  /** Runs one call when it is allowed, within the limits over all processes. */
  inTurn<T>(call: () => Promise<T>): Promise<T>;
  /** Called once per answered call, for metering; `items` counts the parts of a batch, which are metered one by one. */
  onCall?(call: {
    metered: boolean;
    items: number;
    status: number;
    traceId: string | undefined;
    /** When the vendor asked us to come back, on 429, or after the last call that it allows for the moment. */
    retryAt: Date | null;
    /** The vendor says that an allowance, not only the pace, is used up until then: nothing is worth asking before. */
    usedUpUntil?: Date;
  }): void;
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
  /** Whether the books send reminders of their own; null when they do not say. */
  nativeReminders: 'on' | 'off' | null;
}

/** Number of records of each kind as the books hold them; null where they keep no count. */
export type RecordCounts = Record<ImportKind, number | null>;

/** In the order in which an import reads them: what others refer to first, what people look at early. */
export const importKinds = [
  'terms',
  'customers',
  'invoices',
  'credits',
  'payments',
  'attachments',
] as const;
export type ImportKind = (typeof importKinds)[number];

export interface RecordsOfKind {
  terms: Term;
  customers: Customer;
  invoices: Invoice;
  credits: Credit;
  payments: Payment;
  attachments: Attachment;
}

export interface IdOfKind {
  terms: Term['id'];
  customers: CustomerId;
  invoices: InvoiceId;
  credits: CreditId;
  payments: PaymentId;
  attachments: AttachmentId;
}

/** A record that could not be mapped, with the reason; it must not stop the others. */
export interface UnreadableRecord {
  recordId: string;
  code: string;
}

export interface Page<Kind extends ImportKind> {
  records: RecordsOfKind[Kind][];
  unreadable: UnreadableRecord[];
  /** Rows of the books that are no records of ours, though their count has them. */
  skipped: number;
  /** Terms that customers of the page have, where the books keep no list of terms; stored before the page itself. */
  terms?: Term[];
  /** Where to go on; null after the last page. Opaque, storable. */
  next: string | null;
}

/** Which records of a kind: all, or only invoices with something open. */
export type PageScope = 'all' | 'open';

export interface Changes {
  records: { [Kind in ImportKind]: RecordsOfKind[Kind][] };
  /** Records that the books no longer have. Terms and customers are never deleted, only made inactive. */
  deleted: {
    [Kind in 'invoices' | 'credits' | 'payments' | 'attachments']: IdOfKind[Kind][];
  };
  refunds: Refunds;
  unreadable: UnreadableRecord[];
  /** False when the vendor's cap or look-back cut the answer: changes before it must be found by another way. */
  complete: boolean;
}

/** Whose credits and money on account refunds may have used up or given back. The mirror keeps no refunds: they say nothing else to us. */
export interface Refunds {
  customerIds: CustomerId[];
  /** Of a refund that is gone nobody says whose it was. */
  ofAnybody: boolean;
}

/** Fresh copies by id. */
export interface Found<Kind extends ImportKind> {
  records: RecordsOfKind[Kind][];
  /** Ids that the books no longer give out. */
  missing: IdOfKind[Kind][];
  unreadable: UnreadableRecord[];
  /** As in a page. */
  terms?: Term[];
}

/** One field-by-field change; only what the owner agreed to is ever filled in. */
export interface InvoiceWrite {
  id: InvoiceId;
  booksVersion: number;
  /** Makes a repeat harmless; stable for the logical write. */
  requestId: string;
  sentMark?: { sentAt: Date };
  statusField?: { fieldId: string; text: string };
  /** The day on which the payment is expected, where `abilities.expectedDay`. */
  expectedOn?: LocalDate;
  /** A line put at the end of the statement memo, where what stands there stays, tokens of rules included; or into the history. */
  noteLine?: string;
}

export interface WrittenInvoice {
  invoice: Invoice;
  /** Whether the line that was asked for stands in the books now; true as well when none was. */
  hasNote: boolean;
}

/** A new e-mail address of a customer, written only while the books still hold the old one (E33). */
export interface CustomerEmailWrite {
  id: CustomerId;
  booksVersion: number;
  requestId: string;
  /** The whole field as the books should hold it; at most `abilities.maxEmailLength` characters (E31). Null clears it. */
  email: string | null;
}

/** One company's books. All reads are by the ledger's ids. */
export interface BooksCompany {
  readCompany(): Promise<Company>;
  /** For progress and for comparing; a few calls at most. */
  countRecords(): Promise<RecordCounts>;
  /**
   * One page in the order of ids. `total` is the counted total, when known: it spares the call for an empty last page. When records are
   * deleted while the pages are read, later ones may move up and be missed; the caller sees it, since fewer came than were counted, and
   * compares.
   */
  readPage<Kind extends ImportKind>(
    kind: Kind,
    from: string | null,
    options?: { total?: number | null; scope?: PageScope },
  ): Promise<Page<Kind>>;
  /** Everything that changed since the instant, of all kinds; the caller overlaps the windows. */
  readChanges(sinceAt: Date): Promise<Changes>;
  /** Fresh copies by id, many in one call. */
  readById<Kind extends Exclude<ImportKind, 'terms'>>(
    kind: Kind,
    ids: IdOfKind[Kind][],
  ): Promise<Found<Kind>>;
  readTerms(): Promise<Term[]>;
  /** To whom these refunds went, many in one call. */
  readRefunds(ids: string[]): Promise<Refunds>;
  readPdf(id: InvoiceId): Promise<Buffer>;
  /** Where the customer sees the invoice and may pay it; null when the books offer no such page for it. One call. */
  readOnlineLink(id: InvoiceId): Promise<string | null>;
  /** Files linked to the invoice as the books hold them now: no webhook tells of them. */
  listAttachments(id: InvoiceId): Promise<AttachedFile[]>;
  readAttachment(file: AttachedFile): Promise<Buffer>;
  /**
   * Writes and returns the fresh record; what stands there already is not written again, a line of the history included. Throws Conflict
   * for an old version, Refused when voided, deleted or closed, or when a text does not fit, and then has written nothing.
   */
  writeInvoice(write: InvoiceWrite): Promise<WrittenInvoice>;
  /** Writes and returns the fresh record. Throws Conflict for an old version, Refused for an address that the books do not take. */
  writeCustomerEmail(write: CustomerEmailWrite): Promise<Customer>;
}

/** One file linked to one invoice. */
export interface AttachedFile {
  id: AttachmentId;
  fileName: string;
  contentType: string;
  sizeBytes: number;
  /** Marked "attach to e-mail" in the books (BJ-17). */
  includeOnSend: boolean;
}
