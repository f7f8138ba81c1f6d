/** What each kind of object may hold, what a client may write and what a query may filter (facts: QuickBooks 3, 4.1). */
export type EntityName =
  | 'Invoice'
  | 'Customer'
  | 'Payment'
  | 'CreditMemo'
  | 'RefundReceipt'
  | 'Term'
  | 'Attachable'
  | 'CompanyInfo'
  | 'Preferences';

export type FieldType = 'text' | 'number' | 'day' | 'instant' | 'id' | 'boolean' | 'ref';

export interface EntitySpec {
  readonly name: EntityName;
  readonly kind: 'transaction' | 'name' | 'file' | 'single';
  readonly known: ReadonlySet<string>;
  readonly readOnly: ReadonlySet<string>;
  readonly required: readonly string[];
  readonly limits: Readonly<Record<string, number>>;
  readonly filters: Readonly<Record<string, FieldType>>;
  readonly sparse: 'documented' | 'undocumented';
}

const words = (text: string): string[] => text.split(/\s+/).filter(Boolean);

const COMMON = words('Id SyncToken MetaData domain sparse status CustomField AttachableRef');
const COMMON_READ_ONLY = words('Id SyncToken MetaData domain sparse status');
const STAMPS: Record<string, FieldType> = {
  Id: 'id',
  'MetaData.CreateTime': 'instant',
  'MetaData.LastUpdatedTime': 'instant',
};

const SALES_FORM = words(`
  DocNumber TxnDate DepartmentRef CurrencyRef ExchangeRate PrivateNote TxnStatus LinkedTxn Line TxnTaxDetail TxnSource
  TaxFormType TaxFormNum TransactionLocationType Tag CustomerRef CustomerMemo BillAddr ShipAddr ShipFromAddr
  RemitToRef ClassRef SalesTermRef DueDate SalesRepRef PONumber FOB ShipMethodRef ShipDate TrackingNum
  GlobalTaxCalculation TotalAmt HomeTotalAmt ApplyTaxAfterDiscount TemplateRef PrintStatus EmailStatus BillEmail
  BillEmailCc BillEmailBcc ARAccountRef Balance HomeBalance FinanceCharge PaymentMethodRef PaymentRefNum PaymentType
  DepositToAccountRef DeliveryInfo DiscountRate DiscountAmt GovtTxnRefIdentifier TaxExemptionRef RecurDataRef
  ProjectRef FreeFormAddress AutoDocNumber DocStatus`);

const INVOICE = words(`
  Deposit AllowIPNPayment AllowOnlinePayment AllowOnlineCreditCardPayment AllowOnlineACHPayment
  AllowOnlinePayPalPayment AllowOnlineAffirmPayment EInvoiceStatus ECloudStatusTimeStamp invoiceStatus
  invoiceStatusLog callToAction InvoiceLink InvoiceLinkSecurityCode InvoiceLinkExpiryDate PaymentDetailsMessage`);

const CUSTOMER = words(`
  IntuitId Organization Title GivenName MiddleName FamilyName Suffix FullyQualifiedName CompanyName DisplayName
  PrintOnCheckName UserId Active V4IDPseudonym PrimaryPhone AlternatePhone Mobile Fax PrimaryEmailAddr WebAddr
  OtherContactInfo DefaultTaxCodeRef Taxable BillAddr ShipAddr OtherAddr ContactName AltContactName Notes Job
  BillWithParent RootCustomerRef ParentRef Level CustomerTypeRef SalesTermRef SalesRepRef TaxGroupCodeRef TaxRateRef
  PaymentMethodRef CCDetail PriceLevelRef Balance OpenBalanceDate BalanceWithJobs CreditLimit AcctNum CurrencyRef
  OverDueBalance TotalRevenue TotalExpense PreferredDeliveryMethod ResaleNum JobInfo TDSEnabled CustomerEx
  SecondaryTaxIdentifier ARAccountRef PrimaryTaxIdentifier TaxExemptionReasonId IsProject BusinessNumber GSTIN
  GSTRegistrationType IsCISContractor ClientCompanyId ClientEntityId`);

const PAYMENT = words(`
  DocNumber TxnDate DepartmentRef CurrencyRef ExchangeRate PrivateNote TxnStatus LinkedTxn Line TxnTaxDetail
  TxnSource TaxFormType CustomerRef RemitToRef ARAccountRef DepositToAccountRef PaymentMethodRef PaymentRefNum
  CreditCardPayment TotalAmt UnappliedAmt ProcessPayment PaymentType CheckPayment PaymentEx TaxExemptionRef
  TransactionLocationType`);

const TERM = words(`
  Name Active Type DiscountPercent DueDays DiscountDays DayOfMonthDue DueNextMonthDays DiscountDayOfMonth
  DateDiscountDays TermEx`);

const ATTACHABLE = words(`
  FileName FileAccessUri TempDownloadUri Size ContentType Category Lat Long PlaceName Note Tag
  ThumbnailFileAccessUri ThumbnailTempDownloadUri AttachableEx`);

const COMPANY = words(`
  CompanyName LegalName CompanyAddr CustomerCommunicationAddr LegalAddr CompanyEmailAddr CustomerCommunicationEmailAddr
  Email PrimaryPhone WebAddr Country FiscalYearStartMonth SupportedLanguages CompanyStartDate DefaultTimeZone
  NameValue EmployerId TaxYearStartMonth CompanyFileName FlavorStratum`);

const PREFERENCES = words(`
  AccountingInfoPrefs ProductAndServicesPrefs SalesFormsPrefs EmailMessagesPrefs PrintDocumentPrefs
  VendorAndPurchasesPrefs TimeTrackingPrefs TaxPrefs FinanceChargesPrefs CurrencyPrefs ReportPrefs OtherPrefs`);

interface SpecInput {
  kind: EntitySpec['kind'];
  fields: string[];
  readOnly?: string[];
  required?: string[];
  limits?: Record<string, number>;
  filters?: Record<string, FieldType>;
  sparse?: EntitySpec['sparse'];
}

function spec(name: EntityName, input: SpecInput): EntitySpec {
  return {
    name,
    kind: input.kind,
    known: new Set([...COMMON, ...input.fields]),
    readOnly: new Set([...COMMON_READ_ONLY, ...(input.readOnly ?? [])]),
    required: input.required ?? [],
    limits: input.limits ?? {},
    filters: { ...STAMPS, ...input.filters },
    sparse: input.sparse ?? 'undocumented',
  };
}

const EMAIL_LIMITS = {
  'BillEmail.Address': 100,
  'BillEmailCc.Address': 100,
  'BillEmailBcc.Address': 100,
};
const FORM_LIMITS = {
  'CustomerMemo.value': 1000,
  PrivateNote: 4000,
  DocNumber: 21,
  ...EMAIL_LIMITS,
};
const FORM_FILTERS: Record<string, FieldType> = {
  DocNumber: 'text',
  TxnDate: 'day',
  DueDate: 'day',
  Balance: 'number',
  TotalAmt: 'number',
  CustomerRef: 'ref',
  SalesTermRef: 'ref',
};

const MONEY_READ_ONLY = words('TotalAmt Balance HomeTotalAmt HomeBalance');

export const SPECS: Readonly<Record<EntityName, EntitySpec>> = {
  Invoice: spec('Invoice', {
    kind: 'transaction',
    fields: [...SALES_FORM, ...INVOICE],
    readOnly: [
      ...MONEY_READ_ONLY,
      ...words(
        'InvoiceLink InvoiceLinkSecurityCode InvoiceLinkExpiryDate EInvoiceStatus ECloudStatusTimeStamp',
      ),
      ...words('invoiceStatus invoiceStatusLog RecurDataRef LinkedTxn DeliveryInfo'),
    ],
    required: ['CustomerRef', 'Line'],
    limits: FORM_LIMITS,
    filters: FORM_FILTERS,
    sparse: 'documented',
  }),
  CreditMemo: spec('CreditMemo', {
    kind: 'transaction',
    fields: [...SALES_FORM, 'RemainingCredit', 'InvoiceRef'],
    readOnly: [...MONEY_READ_ONLY, 'RemainingCredit', 'LinkedTxn', 'DeliveryInfo'],
    required: ['CustomerRef', 'Line'],
    limits: FORM_LIMITS,
    filters: FORM_FILTERS,
  }),
  RefundReceipt: spec('RefundReceipt', {
    kind: 'transaction',
    fields: [...SALES_FORM, 'CreditCardPayment', 'CheckPayment'],
    readOnly: [...MONEY_READ_ONLY, 'LinkedTxn', 'DeliveryInfo'],
    required: ['CustomerRef', 'Line'],
    limits: FORM_LIMITS,
    filters: FORM_FILTERS,
    sparse: 'documented',
  }),
  Payment: spec('Payment', {
    kind: 'transaction',
    fields: PAYMENT,
    readOnly: ['UnappliedAmt', 'LinkedTxn'],
    required: ['CustomerRef', 'TotalAmt'],
    limits: { PrivateNote: 4000, PaymentRefNum: 21 },
    filters: { TxnDate: 'day', TotalAmt: 'number', CustomerRef: 'ref', PaymentRefNum: 'text' },
  }),
  Customer: spec('Customer', {
    kind: 'name',
    fields: CUSTOMER,
    readOnly: words('Balance BalanceWithJobs FullyQualifiedName Level IsProject CurrencyRef'),
    limits: {
      DisplayName: 500,
      CompanyName: 100,
      GivenName: 100,
      MiddleName: 100,
      FamilyName: 100,
      Title: 16,
      Suffix: 16,
      Notes: 2000,
      PrintOnCheckName: 110,
      'PrimaryEmailAddr.Address': 100,
      'PrimaryPhone.FreeFormNumber': 30,
    },
    filters: {
      Active: 'boolean',
      DisplayName: 'text',
      GivenName: 'text',
      FamilyName: 'text',
      CompanyName: 'text',
      FullyQualifiedName: 'text',
      PrimaryEmailAddr: 'text',
      Balance: 'number',
    },
    sparse: 'documented',
  }),
  Term: spec('Term', {
    kind: 'name',
    fields: TERM,
    readOnly: ['Type'],
    required: ['Name'],
    limits: { Name: 31 },
    filters: { Name: 'text', Active: 'boolean' },
  }),
  Attachable: spec('Attachable', {
    kind: 'file',
    fields: ATTACHABLE,
    readOnly: words(
      'FileAccessUri TempDownloadUri Size ThumbnailFileAccessUri ThumbnailTempDownloadUri',
    ),
    limits: { Note: 2000, FileName: 1000 },
    filters: {
      FileName: 'text',
      'AttachableRef.EntityRef.Type': 'text',
      'AttachableRef.EntityRef.value': 'text',
    },
  }),
  CompanyInfo: spec('CompanyInfo', { kind: 'single', fields: COMPANY, sparse: 'documented' }),
  Preferences: spec('Preferences', { kind: 'single', fields: PREFERENCES, sparse: 'documented' }),
};

const BY_LOWER_NAME = new Map(
  Object.values(SPECS).map((known) => [known.name.toLowerCase(), known]),
);

/** Kinds that QuickBooks knows and the sandbox company simply has none of. */
const EMPTY_KINDS = new Set(
  words(`account bill billpayment budget class companycurrency customertype department deposit employee estimate
    exchangerate item journalentry paymentmethod purchase purchaseorder salesreceipt taxagency taxcode
    taxrate timeactivity transfer vendor vendorcredit recurringtransaction`),
);

export function findSpec(name: string): EntitySpec | undefined {
  return BY_LOWER_NAME.get(name.toLowerCase());
}

export function isEmptyKind(name: string): boolean {
  return EMPTY_KINDS.has(name.toLowerCase());
}
