import type { Company } from '../books.ts';
import {
  batchAnswerSchema,
  companyInfoSchema,
  preferencesSchema,
  type ApiPreferences,
} from './api-types.ts';
import type { Client } from './client.ts';

/** Name, zone, currency and custom fields of the company, by one call. What the books do not say is null. */
export async function readCompany(client: Client): Promise<Company> {
  const answer = await client.queries({
    company: 'select * from CompanyInfo',
    preferences: 'select * from Preferences',
  });
  const items = batchAnswerSchema.parse(answer).BatchItemResponse;
  const first = (bId: string, entity: string): unknown => {
    const list = items.find((item) => item.bId === bId)?.QueryResponse?.[entity];
    return Array.isArray(list) ? list[0] : undefined;
  };
  const info = companyInfoSchema.parse(first('company', 'CompanyInfo') ?? {});
  const preferences = preferencesSchema.parse(first('preferences', 'Preferences') ?? {});
  const zones = [info.DefaultTimeZone, nameValue(info.NameValue, 'DefaultTimeZone')];
  return {
    name: info.CompanyName ?? info.LegalName ?? '',
    country: info.Country,
    timeZone: zones.find((zone) => zone !== null && isTimeZone(zone)) ?? null,
    homeCurrency: preferences.CurrencyPrefs?.HomeCurrency ?? null,
    email: info.Email,
    customFields: toCustomFields(preferences),
    nativeReminders: null,
  };
}

function nameValue(
  pairs: { Name: string; Value: string | null }[] | null | undefined,
  name: string,
): string | null {
  return pairs?.find((pair) => pair.Name === name)?.Value ?? null;
}

/** A zone that this machine does not know would stop every decision, so it counts as not said. */
function isTimeZone(zone: string): boolean {
  return Intl.supportedValuesOf('timeZone').includes(zone) || zone === 'UTC';
}

/**
 * Text fields of sales forms. Preferences hold them as settings named `SalesFormsPrefs.UseSalesCustom1` and
 * `SalesFormsPrefs.SalesCustomName1`, the number being the DefinitionId on the invoice.
 */
function toCustomFields(preferences: ApiPreferences): Company['customFields'] {
  const groups = preferences.SalesFormsPrefs?.CustomField ?? [];
  const fields = groups.flatMap((group) => group.CustomField ?? []);
  const unused = new Set(
    fields
      .filter((field) => field.BooleanValue === false)
      .map((field) => numberIn(field.Name, 'UseSalesCustom')),
  );
  return fields.flatMap((field) => {
    const id = numberIn(field.Name, 'SalesCustomName');
    if (id === undefined || unused.has(id) || !field.StringValue) return [];
    return [{ id, name: field.StringValue }];
  });
}

function numberIn(name: string | null, word: string): string | undefined {
  return new RegExp(`^(?:SalesFormsPrefs\\.)?${word}(\\d+)$`).exec(name ?? '')?.[1];
}
