/** What the books hold. Days are `YYYY-MM-DD` of the organisation, amounts whole cents, instants epoch milliseconds. */
export interface Stored {
  id: string;
  updatedMs: number;
}

export type DocumentStatus = 'DRAFT' | 'SUBMITTED' | 'AUTHORISED' | 'PAID' | 'VOIDED' | 'DELETED';
export type LineAmountTypes = 'Exclusive' | 'Inclusive' | 'NoTax';

export interface Line {
  id: string;
  description: string;
  quantity: number;
  /** In whole units, up to four decimals. */
  unitAmount: number;
  accountCode: string;
  taxType: string;
  itemCode: string | null;
  discountRate: number | null;
  lineAmount: number;
  taxAmount: number;
}

/** What invoices and the three kinds of credit have in common. */
export interface Paper extends Stored {
  type: string;
  status: DocumentStatus;
  number: string;
  reference: string;
  contactId: string;
  date: string;
  lineAmountTypes: LineAmountTypes;
  lines: Line[];
  subTotal: number;
  totalTax: number;
  total: number;
  currency: string;
  /** Units of foreign currency per unit of base currency (facts: Xero 10.9, unverified). */
  rate: number;
  brandingThemeId: string | null;
  /** Null: the field is absent, as on records that were never approved. */
  sent: boolean | null;
  fullyPaidOn: string | null;
  byApp: boolean;
}

export interface Invoice extends Paper {
  type: 'ACCREC' | 'ACCPAY';
  dueDate: string | null;
  expectedDate: string | null;
  plannedDate: string | null;
  paid: number;
  credited: number;
  url: string | null;
  repeatingInvoiceId: string | null;
}

export type CreditKind = 'CreditNote' | 'Overpayment' | 'Prepayment';

export interface Allocation {
  id: string;
  amount: number;
  date: string;
  invoiceId: string;
}

export interface Credit extends Paper {
  kind: CreditKind;
  remaining: number;
  allocations: Allocation[];
}

export type PaidKind = 'Invoice' | CreditKind;

export interface Payment extends Stored {
  target: { kind: PaidKind; id: string };
  accountId: string;
  date: string;
  amount: number;
  rate: number;
  reference: string;
  isReconciled: boolean;
  status: 'AUTHORISED' | 'DELETED';
  type: string;
  batchId: string | null;
}

export interface Batch extends Stored {
  type: 'RECBATCH' | 'PAYBATCH';
  status: 'AUTHORISED' | 'DELETED';
  date: string;
  accountId: string;
  reference: string;
  total: number;
  isReconciled: boolean;
  paymentIds: string[];
}

export type TermType =
  'DAYSAFTERBILLDATE' | 'DAYSAFTERBILLMONTH' | 'OFCURRENTMONTH' | 'OFFOLLOWINGMONTH';

export interface Term {
  Day: number;
  Type: TermType;
}

export interface Person {
  firstName: string;
  lastName: string;
  email: string;
  includeInEmails: boolean;
}

export interface Contact extends Stored {
  number: string | null;
  accountNumber: string | null;
  status: 'ACTIVE' | 'ARCHIVED' | 'GDPRREQUEST';
  name: string;
  firstName: string;
  lastName: string;
  email: string;
  persons: Person[];
  terms: { sales: Term | null; bills: Term | null };
  /** Addresses and phones as the API writes them. */
  addresses: Record<string, string>[];
  phones: Record<string, string>[];
  currency: string | null;
  groupIds: string[];
  isCustomer: boolean;
  isSupplier: boolean;
  mergedToId: string | null;
}

export interface ContactGroup extends Stored {
  name: string;
  status: 'ACTIVE' | 'DELETED';
}

export interface HistoryLine {
  changes: string;
  atMs: number;
  user: string;
  details: string;
}

export interface StoredFile {
  id: string;
  fileName: string;
  contentType: string;
  size: number;
  includeOnline: boolean;
  /** Base64; left out for sample files, whose bytes are made when asked for. */
  content?: string;
}
