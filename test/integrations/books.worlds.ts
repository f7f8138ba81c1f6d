import type { IncomingHttpHeaders } from 'node:http';
import type { AttachmentId, CreditId, CustomerId, InvoiceId, PaymentId } from '../../domain/ids.ts';
import type {
  Books,
  BooksCompany,
  BooksSession,
  Company,
  ImportKind,
  Tokens,
} from '../../integrations/books.ts';
import { quickBooksWorld } from './quickbooks/books-world.ts';
import { xeroWorld } from './xero/books-world.ts';

export type ObservedCall = Parameters<NonNullable<BooksSession['onCall']>>[0];

/** A company opened by one session, with what the session saw. */
export interface Opened {
  company: BooksCompany;
  calls: ObservedCall[];
  renewals: () => number;
  turns: () => number;
  /** Calls for a token that were made while a turn was held. */
  tokensInTurn: () => number;
}

/** A post as the books sent it. */
export interface Post {
  body: Buffer;
  headers: IncomingHttpHeaders;
}

export interface Fault {
  kind: 'status' | 'html' | 'throttle' | 'drop' | 'drop-after' | 'hang' | 'hang-after' | 'truncate';
  status?: number;
  body?: string;
  times?: number;
}

/** Where a fault strikes: any call of the company's, calls for tokens, or writes of one kind. */
export type FaultPlace = 'data' | 'identity' | 'invoice-write' | 'customer-write';

/** What people do in the books. Invoices come for customers of their own. */
export interface Hands {
  enterCustomer(email: string): Promise<CustomerId>;
  enterInvoice(invoice: {
    amount: number;
    customerId?: CustomerId;
    documentOn?: string;
    dueOn?: string;
  }): Promise<InvoiceId>;
  editInvoice(id: InvoiceId): Promise<void>;
  voidInvoice(id: InvoiceId): Promise<void>;
  pay(id: InvoiceId, amount?: number): Promise<PaymentId>;
  deletePayment(id: PaymentId): Promise<void>;
  giveCredit(customerId: CustomerId, amount: number): Promise<CreditId>;
  applyCredit(id: CreditId, invoiceId: InvoiceId, amount: number): Promise<void>;
  setEmail(id: CustomerId, email: string): Promise<void>;
  /** A file that is marked for e-mails. */
  attach(id: InvoiceId, fileName: string): Promise<void>;
  detach(id: InvoiceId, fileName: string, fileId: AttachmentId): Promise<void>;
}

/** What stands in the books, past everything of ours. */
export interface Eyes {
  isSent(id: InvoiceId): Promise<boolean>;
  /** Lines that say this; ours have it once. */
  notesLike(id: InvoiceId, text: string): Promise<number>;
  emailOf(id: CustomerId): Promise<string>;
  /** Writes of invoices and customers that the books were asked for since the last calm. */
  writes(): Promise<number>;
}

/** Questions that the contract leaves to each vendor. Cases ask these and never for a name. */
export interface Answers {
  /** What tokens hang on. */
  tokensOf: 'company' | 'person';
  accessMinutes: number;
  refreshDays: number;
  /** The grant has an end that no refresh moves. */
  hasHardEnd: boolean;
  /** Kinds of which the books tell no number. */
  uncounted: ImportKind[];
  /** What a company says of which the owner ended the connection in the books. */
  goneCode: string;
  /** Files of all invoices can be read in pages. */
  listsFiles: boolean;
  /** Calls for the count of everything; parts of a batch are metered one by one. */
  countCalls: number;
  /** Another customer's address than the vendor takes. */
  badEmail: string;
  badEmailCode: string;
  /** Ids that no record has. */
  stranger: string;
  /** What the first company says of itself. */
  company: Company;
}

/** One accounting system over real HTTP, with an adapter pointed at it. Both sides of a connection are in reach. */
export interface BooksWorld {
  books: Books;
  wrongSecret: Books;
  /** Gives up on tokens soon. */
  impatient: Books;
  answers: Answers;
  first: string;
  second: string;
  hands: Hands;
  eyes: Eyes;
  /** Nothing of this may stand in an error. */
  secrets: string[];
  consent(choice: {
    intent: 'connect' | 'sign-in';
    booksId?: string;
    approve?: boolean;
  }): Promise<URLSearchParams>;
  openWith(tokens: Tokens, booksId: string, limits?: { callMs: number }): Opened;
  fault(place: FaultPlace, fault: Fault): Promise<void>;
  expireTokens(): Promise<void>;
  /** The owner ends the connection inside the books. */
  disconnect(booksId: string): Promise<void>;
  /** A refresh with these tokens finds the grant dead. */
  endGrant(tokens: Tokens): Promise<void>;
  setPdf(pdf: 'html' | 'empty'): Promise<void>;
  /** Posts with which the books told of what was done meanwhile. */
  told(act: () => Promise<unknown>, how?: { twice?: boolean; badly?: boolean }): Promise<Post[]>;
  /** Faults, knobs and journal as at the start. */
  calm(): Promise<void>;
  close(): Promise<void>;
}

export const worlds: { name: string; start(): Promise<BooksWorld> }[] = [
  quickBooksWorld,
  xeroWorld,
];
