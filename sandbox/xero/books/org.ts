import type { JsonObject } from '../../kit/json.ts';
import { asText, at, cents, isObject } from '../../kit/json.ts';
import { dayIn } from './days.ts';
import type {
  Batch,
  Contact,
  ContactGroup,
  Credit,
  HistoryLine,
  Invoice,
  Payment,
  StoredFile,
  Term,
} from './records.ts';
import type { Index } from './table.ts';
import { Table } from './table.ts';

/** Lists that nobody changes here, as the API writes them. */
export interface Settings {
  accounts: JsonObject[];
  taxRates: JsonObject[];
  currencies: JsonObject[];
  brandingThemes: JsonObject[];
  remindersEnabled: boolean;
}

/** The books of one organisation. */
export class Org {
  readonly id: string;
  /** `GET /Organisation`, without what is worked out. */
  readonly details: JsonObject;
  readonly settings: Settings;
  /** The sandbox's clock, for sums that depend on the day. */
  readonly nowMs: () => number;
  readonly invoices = new Table<Invoice>();
  readonly contacts = new Table<Contact>();
  readonly groups = new Table<ContactGroup>();
  readonly credits = new Table<Credit>();
  readonly payments = new Table<Payment>();
  readonly batches = new Table<Batch>();
  readonly history = new Map<string, HistoryLine[]>();
  readonly files = new Map<string, StoredFile[]>();
  /** Records whose history or files changed since the seed. */
  readonly touchedHistory = new Set<string>();
  readonly touchedFiles = new Set<string>();
  readonly invoicesOf: Index<Invoice>;
  readonly invoicesNumbered: Index<Invoice>;
  readonly contactsNamed: Index<Contact>;
  readonly contactsNumbered: Index<Contact>;
  readonly creditsOf: Index<Credit>;
  readonly creditsNumbered: Index<Credit>;
  readonly creditsOn: Index<Credit>;
  readonly paymentsOn: Index<Payment>;
  /** Switched off by Xero: every call is answered 503. */
  isOffline = false;

  constructor(details: JsonObject, settings: Settings, nowMs: () => number) {
    this.nowMs = nowMs;
    this.id = asText(details['OrganisationID']);
    this.details = details;
    this.settings = settings;
    this.invoicesOf = this.invoices.index((invoice) => [invoice.contactId]);
    this.invoicesNumbered = this.invoices.index((invoice) => [invoice.number]);
    this.contactsNamed = this.contacts.index((contact) => [contact.name.toLowerCase()]);
    this.contactsNumbered = this.contacts.index((contact) =>
      contact.number === null ? [] : [contact.number],
    );
    this.creditsOf = this.credits.index((credit) => [credit.contactId]);
    this.creditsNumbered = this.credits.index((credit) => [credit.number]);
    this.creditsOn = this.credits.index((credit) =>
      credit.allocations.map(({ invoiceId }) => invoiceId),
    );
    this.paymentsOn = this.payments.index((payment) => [payment.target.id]);
  }

  get name(): string {
    return asText(this.details['Name']);
  }

  get currency(): string {
    return asText(this.details['BaseCurrency']);
  }

  today(nowMs: number): string {
    return dayIn(asText(this.details['Timezone']), nowMs);
  }

  /** The later of the two lock dates; '' when nothing is locked. */
  get lockDate(): string {
    const days = ['PeriodLockDate', 'EndOfYearLockDate'].map((name) => asText(this.details[name]));
    return days.sort().at(-1) ?? '';
  }

  defaultTerm(side: 'sales' | 'bills'): Term | null {
    const term = at(this.details, 'PaymentTerms', side === 'sales' ? 'Sales' : 'Bills');
    if (!isObject(term)) return null;
    return { Day: Number(term['Day']), Type: asText(term['Type']) as Term['Type'] };
  }

  /** Per cent. */
  taxRate(taxType: string): number {
    const found = this.settings.taxRates.find((rate) => rate['TaxType'] === taxType);
    return cents(found?.['EffectiveRate']) / 100;
  }

  account(codeOrId: string): JsonObject | undefined {
    return this.settings.accounts.find(
      (account) => account['Code'] === codeOrId || account['AccountID'] === codeOrId,
    );
  }
}
