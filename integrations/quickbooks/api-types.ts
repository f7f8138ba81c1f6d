import { z } from 'zod';

/**
 * Shapes of answers that come once in a while: the company, and what lists are wrapped in. Records themselves, which come by the thousand,
 * are read by `fields.ts`. As lenient as they can be: unknown members are dropped, since new ones appear without a new version (facts:
 * QuickBooks 2.1).
 */
const text = z.union([z.string(), z.number()]).transform(String);
const optionalText = text.nullish().transform((value) => value ?? null);
const reference = z
  .object({ value: optionalText })
  .nullish()
  .transform((value) => value?.value ?? null);

const address = z
  .object({ Address: optionalText })
  .nullish()
  .transform((value) => value?.Address?.trim() || null);

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
