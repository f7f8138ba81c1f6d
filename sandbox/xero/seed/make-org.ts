import type { JsonObject } from '../../kit/json.ts';
import { idOf } from '../books/ids.ts';
import type { Settings } from '../books/org.ts';
import { Org } from '../books/org.ts';
import { wireInstant } from '../api/wire.ts';

export interface OrgPlan {
  tenantId: string;
  name: string;
  shortCode: string;
  country: string;
  currency: string;
  timezone: string;
  version: string;
  taxPercent: number;
  taxName: string;
  remindersEnabled: boolean;
  details: JsonObject;
  currencies: [string, string][];
}

/** What organisations of New Zealand have in common. */
export const newZealand = {
  country: 'NZ',
  currency: 'NZD',
  timezone: 'NEWZEALANDSTANDARDTIME',
  version: 'NZ',
  taxPercent: 15,
  taxName: '15% GST on Income',
} as const;

/** An organisation without documents. */
export function makeOrg(plan: OrgPlan, nowMs: () => number): Org {
  const id = (...words: string[]): string => idOf(plan.tenantId, ...words);
  return new Org(detailsOf(plan), settingsOf(plan, id), nowMs);
}

function detailsOf(plan: OrgPlan): JsonObject {
  return {
    Name: plan.name,
    LegalName: plan.name,
    PaysTax: true,
    Version: plan.version,
    OrganisationType: 'COMPANY',
    BaseCurrency: plan.currency,
    CountryCode: plan.country,
    IsDemoCompany: false,
    OrganisationStatus: 'ACTIVE',
    FinancialYearEndDay: 31,
    FinancialYearEndMonth: 3,
    SalesTaxBasis: 'ACCRUALS',
    SalesTaxPeriod: 'TWOMONTHS',
    DefaultSalesTax: 'Tax Exclusive',
    DefaultPurchasesTax: 'Tax Inclusive',
    CreatedDateUTC: wireInstant(Date.UTC(2024, 3, 2)),
    OrganisationEntityType: 'COMPANY',
    Timezone: plan.timezone,
    ShortCode: plan.shortCode,
    OrganisationID: plan.tenantId,
    Edition: 'BUSINESS',
    Class: 'STANDARD',
    LineOfBusiness: '',
    Addresses: [],
    Phones: [],
    ExternalLinks: [],
    PaymentTerms: {},
    ...plan.details,
  };
}

function settingsOf(plan: OrgPlan, id: (...words: string[]) => string): Settings {
  const account = (
    code: string,
    name: string,
    type: string,
    more: JsonObject = {},
  ): JsonObject => ({
    AccountID: id('account', code),
    Code: code,
    Name: name,
    Status: 'ACTIVE',
    Type: type,
    TaxType: type === 'REVENUE' ? 'OUTPUT2' : 'NONE',
    Class: { BANK: 'ASSET', CURRENT: 'ASSET', REVENUE: 'REVENUE' }[type] ?? 'EXPENSE',
    EnablePaymentsToAccount: type === 'BANK',
    ShowInExpenseClaims: false,
    HasAttachments: false,
    UpdatedDateUTC: wireInstant(Date.UTC(2026, 3, 1)),
    ...more,
  });
  const tax = (TaxType: string, Name: string, rate: number): JsonObject => ({
    Name,
    TaxType,
    ReportTaxType: TaxType === 'NONE' ? 'NONE' : 'OUTPUT',
    CanApplyToAssets: true,
    CanApplyToEquity: true,
    CanApplyToExpenses: true,
    CanApplyToLiabilities: true,
    CanApplyToRevenue: true,
    DisplayTaxRate: rate,
    EffectiveRate: rate,
    Status: 'ACTIVE',
    TaxComponents: [{ Name, Rate: rate, IsCompound: false, IsNonRecoverable: false }],
  });
  return {
    accounts: [
      account('090', 'Business Bank Account', 'BANK', {
        BankAccountType: 'BANK',
        BankAccountNumber: '0100000000000000',
        CurrencyCode: plan.currency,
      }),
      account('200', 'Sales', 'REVENUE'),
      account('400', 'General Expenses', 'EXPENSE'),
      account('610', 'Accounts Receivable', 'CURRENT', { SystemAccount: 'DEBTORS' }),
    ],
    taxRates: [tax('OUTPUT2', plan.taxName, plan.taxPercent), tax('NONE', 'No Tax', 0)],
    currencies: plan.currencies.map(([Code, Description]) => ({ Code, Description })),
    brandingThemes: [
      {
        BrandingThemeID: id('theme'),
        Name: 'Standard',
        SortOrder: 0,
        CreatedDateUTC: wireInstant(Date.UTC(2024, 3, 2)),
      },
    ],
    remindersEnabled: plan.remindersEnabled,
  };
}
