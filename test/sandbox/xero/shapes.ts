import { z } from 'zod';

/** Shapes of the facts (Xero 2 to 4), strict: a member that the facts do not name fails the test. */
const uuid = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
/** A document date is midnight UTC; an instant need not be. */
const day = z
  .string()
  .regex(/^\/Date\(-?\d+\+0000\)\/$/)
  .refine((text) => Number(/-?\d+/.exec(text)?.[0]) % 86_400_000 === 0, 'midnight UTC');
const dayText = z.string().regex(/^\d{4}-\d{2}-\d{2}T00:00:00$/);
const instant = z.string().regex(/^\/Date\(\d+\+0000\)\/$/);
const instantText = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/);
const empty = z.array(z.unknown()).max(0);

export const envelope = (wrapper: string, record: z.ZodType, paged = false): z.ZodType =>
  z.strictObject({
    Id: uuid,
    Status: z.literal('OK'),
    ProviderName: z.string(),
    DateTimeUTC: z.string().regex(/^\/Date\(\d+\)\/$/),
    ...(paged ? { pagination } : {}),
    [wrapper]: z.array(record),
  });

const pagination = z.strictObject({
  page: z.number(),
  pageSize: z.number(),
  pageCount: z.number(),
  itemCount: z.number(),
});

const term = z.strictObject({
  Day: z.number().min(0).max(31),
  Type: z.enum(['DAYSAFTERBILLDATE', 'DAYSAFTERBILLMONTH', 'OFCURRENTMONTH', 'OFFOLLOWINGMONTH']),
});
const group = z.strictObject({
  ContactGroupID: uuid,
  Name: z.string(),
  Status: z.enum(['ACTIVE', 'DELETED']),
  HasValidationErrors: z.boolean(),
  Contacts: z.array(z.strictObject({ ContactID: uuid, Name: z.string() })).optional(),
});
const balance = z.strictObject({ Outstanding: z.number(), Overdue: z.number() });
const person = z.strictObject({
  FirstName: z.string(),
  LastName: z.string(),
  EmailAddress: z.string(),
  IncludeInEmails: z.boolean(),
});

const contactMembers = {
  ContactID: uuid,
  ContactNumber: z.string().max(50).optional(),
  AccountNumber: z.string().max(50).optional(),
  ContactStatus: z.enum(['ACTIVE', 'ARCHIVED', 'GDPRREQUEST']),
  Name: z.string().min(1).max(255),
  FirstName: z.string(),
  LastName: z.string(),
  EmailAddress: z.string(),
  Addresses: z.array(z.looseObject({ AddressType: z.enum(['POBOX', 'STREET']) })),
  Phones: z.array(
    z.looseObject({ PhoneType: z.enum(['DEFAULT', 'DDI', 'MOBILE', 'FAX', 'OFFICE']) }),
  ),
  UpdatedDateUTC: instant,
  IsSupplier: z.boolean(),
  IsCustomer: z.boolean(),
  DefaultCurrency: z.string().optional(),
  HasAttachments: z.boolean(),
  HasValidationErrors: z.boolean(),
};
const bareContact = z.strictObject({
  ...contactMembers,
  ContactPersons: empty,
  ContactGroups: empty,
});
const contactInside = z.strictObject({
  ...contactMembers,
  ContactPersons: z.array(person).max(5),
  ContactGroups: z.array(group),
});
const fullContact = contactInside.extend({
  PaymentTerms: z.strictObject({ Bills: term.optional(), Sales: term.optional() }).optional(),
  Balances: z.strictObject({ AccountsReceivable: balance, AccountsPayable: balance }).optional(),
  MergedToContactID: uuid.optional(),
});
const trimmedContact = z.strictObject({
  ContactID: uuid,
  Name: z.string(),
  Addresses: empty,
  Phones: empty,
  ContactGroups: empty,
  ContactPersons: empty,
  HasValidationErrors: z.boolean(),
});

const line = z.strictObject({
  LineItemID: uuid,
  ItemCode: z.string().optional(),
  Description: z.string(),
  Quantity: z.number(),
  UnitAmount: z.number(),
  TaxType: z.string(),
  TaxAmount: z.number(),
  LineAmount: z.number(),
  AccountCode: z.string(),
  AccountID: uuid.optional(),
  DiscountRate: z.number().optional(),
  Tracking: z.array(z.unknown()),
  ValidationErrors: empty,
});
const attachment = z.strictObject({
  AttachmentID: uuid,
  FileName: z.string(),
  Url: z.url(),
  MimeType: z.string(),
  ContentLength: z.number(),
  IncludeOnline: z.boolean().optional(),
});
const shortPayment = z.strictObject({
  PaymentID: uuid,
  BatchPaymentID: uuid.optional(),
  Date: day,
  Amount: z.number(),
  Reference: z.string(),
  CurrencyRate: z.number(),
  HasAccount: z.boolean(),
  HasValidationErrors: z.boolean(),
});
const shortCredit = z.looseObject({
  ID: uuid,
  AppliedAmount: z.number(),
  Total: z.number(),
  Date: day,
});

const invoiceMembers = {
  Type: z.enum(['ACCREC', 'ACCPAY']),
  InvoiceID: uuid,
  InvoiceNumber: z.string(),
  Reference: z.string().optional(),
  AmountDue: z.number(),
  AmountPaid: z.number(),
  AmountCredited: z.number(),
  SentToContact: z.boolean().optional(),
  CurrencyRate: z.number(),
  RepeatingInvoiceID: uuid.optional(),
  Url: z.string().optional(),
  HasErrors: z.literal(false),
  IsDiscounted: z.boolean(),
  HasAttachments: z.boolean(),
  DateString: dayText,
  Date: day,
  DueDateString: dayText.optional(),
  DueDate: day.optional(),
  ExpectedPaymentDate: day.optional(),
  PlannedPaymentDate: day.optional(),
  FullyPaidOnDate: day.optional(),
  BrandingThemeID: uuid.optional(),
  Status: z.enum(['DRAFT', 'SUBMITTED', 'AUTHORISED', 'PAID', 'VOIDED', 'DELETED']),
  LineAmountTypes: z.enum(['Exclusive', 'Inclusive', 'NoTax']),
  SubTotal: z.number(),
  TotalTax: z.number(),
  Total: z.number(),
  UpdatedDateUTC: instant,
  UpdatedDateUTCString: instantText,
  CurrencyCode: z.string().length(3),
};
const money = {
  Payments: z.array(shortPayment),
  CreditNotes: z.array(shortCredit),
  Prepayments: z.array(shortCredit),
  Overpayments: z.array(shortCredit),
};

const allocation = z.strictObject({
  AllocationID: uuid,
  Amount: z.number(),
  Date: day,
  Invoice: z.looseObject({ InvoiceID: uuid, InvoiceNumber: z.string() }),
  HasErrors: z.boolean(),
  StatusAttributeString: z.string(),
});
const credit = (members: z.ZodRawShape): z.ZodObject =>
  z.strictObject({
    ID: uuid,
    Reference: z.string().optional(),
    RemainingCredit: z.number(),
    AppliedAmount: z.number(),
    Allocations: z.array(allocation),
    Payments: z.array(shortPayment),
    HasErrors: z.boolean(),
    HasAttachments: z.boolean(),
    Attachments: z.array(attachment).optional(),
    Contact: z.union([trimmedContact, contactInside]),
    DateString: dayText,
    Date: day,
    LineAmountTypes: invoiceMembers.LineAmountTypes,
    LineItems: z.array(line),
    SentToContact: z.boolean().optional(),
    SubTotal: z.number(),
    TotalTax: z.number(),
    Total: z.number(),
    UpdatedDateUTC: instant,
    UpdatedDateUTCString: instantText,
    CurrencyCode: z.string(),
    CurrencyRate: z.number(),
    FullyPaidOnDate: day.optional(),
    ...members,
  });

const nested = z.looseObject({
  Type: z.string(),
  CurrencyCode: z.string(),
  Contact: trimmedContact,
});
const account = z.strictObject({ AccountID: uuid, Code: z.string() });

export const shapes = {
  invoiceInList: z.strictObject({
    ...invoiceMembers,
    ...money,
    Contact: trimmedContact,
    LineItems: empty,
  }),
  invoiceOnPage: z.strictObject({
    ...invoiceMembers,
    ...money,
    Contact: contactInside,
    LineItems: z.array(line).min(1),
  }),
  invoiceAlone: z.strictObject({
    ...invoiceMembers,
    ...money,
    Contact: contactInside,
    LineItems: z.array(line).min(1),
    Attachments: z.array(attachment).optional(),
  }),
  invoiceSummary: z.strictObject({ ...invoiceMembers, Contact: trimmedContact }),
  contactInList: bareContact,
  contactFull: fullContact,
  contactGroup: group,
  attachment,
  creditNote: credit({
    CreditNoteID: uuid,
    CreditNoteNumber: z.string(),
    Type: z.enum(['ACCRECCREDIT', 'ACCPAYCREDIT']),
    Status: invoiceMembers.Status,
  }),
  overpayment: credit({
    OverpaymentID: uuid,
    Type: z.enum(['RECEIVE-OVERPAYMENT', 'SPEND-OVERPAYMENT', 'AROVERPAYMENT']),
    Status: z.enum(['AUTHORISED', 'PAID', 'VOIDED']),
  }),
  prepayment: credit({
    PrepaymentID: uuid,
    InvoiceNumber: z.string(),
    Type: z.enum(['RECEIVE-PREPAYMENT', 'SPEND-PREPAYMENT', 'ARPREPAYMENT', 'APPREPAYMENT']),
    Status: z.enum(['AUTHORISED', 'PAID', 'VOIDED']),
  }),
  payment: z.strictObject({
    PaymentID: uuid,
    BatchPaymentID: uuid.optional(),
    BatchPayment: z.looseObject({ TotalAmount: z.string(), IsReconciled: z.string() }).optional(),
    Date: day,
    BankAmount: z.number(),
    Amount: z.number(),
    Reference: z.string(),
    CurrencyRate: z.number(),
    PaymentType: z
      .string()
      .regex(/^(ACCREC|ACCPAY|ARCREDIT|APCREDIT|A[RP]OVERPAYMENT|A[RP]PREPAYMENT)PAYMENT$/),
    Status: z.enum(['AUTHORISED', 'DELETED']),
    UpdatedDateUTC: instant,
    UpdatedDateUTCString: instantText,
    HasAccount: z.boolean(),
    IsReconciled: z.boolean(),
    Account: account,
    Invoice: nested.optional(),
    Overpayment: nested.optional(),
    Prepayment: nested.optional(),
    HasValidationErrors: z.boolean(),
  }),
  batch: z.strictObject({
    BatchPaymentID: uuid,
    Account: account,
    Reference: z.string(),
    DateString: dayText,
    Date: day,
    Type: z.enum(['RECBATCH', 'PAYBATCH']),
    Status: z.enum(['AUTHORISED', 'DELETED']),
    TotalAmount: z.number(),
    IsReconciled: z.boolean(),
    UpdatedDateUTC: instant,
    Payments: z.array(
      z.strictObject({
        PaymentID: uuid,
        Invoice: z.strictObject({ InvoiceID: uuid, InvoiceNumber: z.string() }),
        Amount: z.number(),
      }),
    ),
  }),
  history: z.strictObject({
    Changes: z.string(),
    DateUTCString: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/),
    DateUTC: instant,
    User: z.string(),
    Details: z.string(),
  }),
  organisation: z.looseObject({
    OrganisationID: uuid,
    Name: z.string(),
    ShortCode: z.string().regex(/^!/),
    BaseCurrency: z.string().length(3),
    CountryCode: z.string().length(2),
    Timezone: z.string().regex(/^[A-Z0-9]+$/),
    Version: z.string(),
    Class: z.string(),
    IsDemoCompany: z.boolean(),
    OrganisationStatus: z.literal('ACTIVE'),
    PeriodLockDate: day.optional(),
    PaymentTerms: z.strictObject({ Sales: term.optional(), Bills: term.optional() }),
    CreatedDateUTC: instant,
  }),
  account: z.looseObject({ AccountID: uuid, Code: z.string(), Type: z.string(), Name: z.string() }),
  taxRate: z.looseObject({ TaxType: z.string(), EffectiveRate: z.number(), Status: z.string() }),
  currency: z.strictObject({ Code: z.string().length(3), Description: z.string() }),
  brandingTheme: z.looseObject({ BrandingThemeID: uuid, Name: z.string() }),
  reminders: z.strictObject({ Enabled: z.boolean() }),
  action: z.strictObject({ Name: z.string(), Status: z.enum(['ALLOWED', 'NOT-ALLOWED']) }),
  connection: z.strictObject({
    id: uuid,
    authEventId: uuid,
    tenantId: uuid,
    tenantType: z.literal('ORGANISATION'),
    tenantName: z.string(),
    createdDateUtc: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{7}$/),
    updatedDateUtc: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{7}$/),
  }),
  tokens: z.strictObject({
    id_token: z.string().optional(),
    access_token: z.string(),
    expires_in: z.literal(1800),
    token_type: z.literal('Bearer'),
    refresh_token: z.string().optional(),
    scope: z.string(),
  }),
  unauthorized: z.strictObject({
    Type: z.null(),
    Title: z.enum(['Unauthorized', 'Forbidden']),
    Status: z.number(),
    Detail: z.string(),
    Instance: uuid,
    Extensions: z.strictObject({}),
  }),
  validation: z.strictObject({
    ErrorNumber: z.literal(10),
    Type: z.literal('ValidationException'),
    Message: z.literal('A validation exception occurred'),
    Elements: z
      .array(
        z.looseObject({
          ValidationErrors: z.array(z.strictObject({ Message: z.string() })).min(1),
        }),
      )
      .min(1),
  }),
};
