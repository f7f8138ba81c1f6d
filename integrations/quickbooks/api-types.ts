import { z } from 'zod';

/**
 * Shapes of QuickBooks Online, as lenient as they can be: only what we use, unknown members dropped, since new ones appear without a
 * new version (facts: QuickBooks 2.1).
 */
const text = z.union([z.string(), z.number()]).transform(String);
const optionalText = text.nullish().transform((value) => value ?? null);
const reference = z
  .object({ value: optionalText })
  .nullish()
  .transform((value) => value?.value ?? null);

/** A JSON number as text. `String` gives the shortest digits that mean the same number, so `1500.10` stays 1500.1 and nothing is computed. */
const amount = z.union([z.number(), z.string()]).transform(String);
const address = z
  .object({ Address: optionalText })
  .nullish()
  .transform((value) => value?.Address?.trim() || null);
/** ISO 8601 with the offset of Intuit's own zone, whatever the company's (facts: QuickBooks 2.2). */
const instant = z.string().pipe(z.coerce.date());

const record = {
  Id: text,
  SyncToken: text.transform(Number).pipe(z.int().nonnegative()),
  MetaData: z.object({
    CreateTime: instant.optional(),
    LastUpdatedTime: instant,
  }),
};

const linkedTxn = z.array(z.object({ TxnId: text, TxnType: z.string() })).nullish();

export const customFieldSchema = z.object({
  DefinitionId: text,
  Name: optionalText,
  StringValue: optionalText,
});

export const invoiceSchema = z.object({
  ...record,
  DocNumber: optionalText,
  TxnDate: z.string(),
  DueDate: optionalText,
  CurrencyRef: reference,
  CustomerRef: reference,
  SalesTermRef: reference,
  TotalAmt: amount,
  Balance: amount,
  CustomerMemo: reference,
  PrivateNote: optionalText,
  BillEmail: address,
  EmailStatus: optionalText,
  CustomField: z.array(customFieldSchema).nullish(),
});
export type ApiInvoice = z.infer<typeof invoiceSchema>;

export const customerSchema = z.object({
  ...record,
  DisplayName: z.string(),
  FullyQualifiedName: optionalText,
  Active: z.boolean().optional(),
  ParentRef: reference,
  BillWithParent: z.boolean().nullish(),
  PrimaryEmailAddr: address,
  SalesTermRef: reference,
  CurrencyRef: reference,
});
export type ApiCustomer = z.infer<typeof customerSchema>;

export const termSchema = z.object({
  ...record,
  Name: z.string(),
  Active: z.boolean().optional(),
  DueDays: z.number().nullish(),
});
export type ApiTerm = z.infer<typeof termSchema>;

/** Payments and credit memos: only what they are applied to. */
export const applicationSchema = z.object({
  LinkedTxn: linkedTxn,
  Line: z.array(z.object({ LinkedTxn: linkedTxn })).nullish(),
});
export type ApiApplication = z.infer<typeof applicationSchema>;

export const attachableSchema = z.object({
  Id: text,
  FileName: optionalText,
  ContentType: optionalText,
  Size: z.coerce.number().nullish(),
  TempDownloadUri: optionalText,
  FileAccessUri: optionalText,
  AttachableRef: z
    .array(
      z.object({
        EntityRef: z.object({ type: z.string(), value: text }).nullish(),
        IncludeOnSend: z.boolean().nullish(),
      }),
    )
    .nullish(),
});
export type ApiAttachable = z.infer<typeof attachableSchema>;

const nameValues = z.array(z.object({ Name: z.string(), Value: optionalText })).nullish();

export const companyInfoSchema = z.object({
  CompanyName: optionalText,
  LegalName: optionalText,
  Country: optionalText,
  Email: address,
  DefaultTimeZone: optionalText,
  NameValue: nameValues,
});

const preferenceField = z.object({
  Name: optionalText,
  StringValue: optionalText,
  BooleanValue: z.boolean().nullish(),
});

export const preferencesSchema = z.object({
  CurrencyPrefs: z.object({ HomeCurrency: reference }).nullish(),
  SalesFormsPrefs: z
    .object({
      CustomField: z.array(z.object({ CustomField: z.array(preferenceField).nullish() })).nullish(),
    })
    .nullish(),
});
export type ApiPreferences = z.infer<typeof preferencesSchema>;

/** A deleted record in the answer of change data capture. */
export const deletedSchema = z.object({ Id: text, status: z.literal('Deleted') });

/** What a query answers: a list under the entity's name, or nothing when there are no rows (facts: QuickBooks 4.1). */
export const queryResponseSchema = z.record(z.string(), z.unknown());
export const queryAnswerSchema = z.object({ QueryResponse: queryResponseSchema });

export const changesAnswerSchema = z.object({
  CDCResponse: z.array(z.object({ QueryResponse: z.array(queryResponseSchema) })),
});

export const batchAnswerSchema = z.object({
  BatchItemResponse: z.array(
    z.looseObject({ bId: z.string(), QueryResponse: queryResponseSchema.optional() }),
  ),
});
