import type { JsonObject } from '../../kit/json.ts';
import type { Site } from './make.ts';

export interface CompanySeed {
  name: string;
  country: 'US' | 'GB';
  currency: string;
  timeZone?: string;
  email: string;
  customNumbers: boolean;
  multiCurrency: boolean;
  terminology: string;
  subscription: 'PAID' | 'EXPIRED';
  closedOn?: string;
  customFields?: string[];
  salesCc?: string;
}

export function addCompany(site: Site, seed: CompanySeed): void {
  const { realm, days } = site;
  const stamps: JsonObject = {
    domain: 'QBO',
    sparse: false,
    Id: '1',
    SyncToken: '4',
    MetaData: { CreateTime: days.stamp('2025-03-01'), LastUpdatedTime: days.stamp('2026-08-01') },
  };
  realm.table('CompanyInfo').load([{ ...companyInfo(seed), ...stamps }]);
  realm.table('Preferences').load([{ ...preferences(site, seed), ...stamps }]);
}

function companyInfo(seed: CompanySeed): JsonObject {
  const address: JsonObject =
    seed.country === 'US'
      ? {
          Id: '1',
          Line1: '1 Alder Way',
          City: 'Salem',
          CountrySubDivisionCode: 'OR',
          PostalCode: '97301',
          Country: 'USA',
        }
      : { Id: '1', Line1: '9 Pennant Row', City: 'Leeds', PostalCode: 'LS1 4AP', Country: 'GBR' };
  const info: JsonObject = {
    CompanyName: seed.name,
    LegalName: seed.name,
    CompanyAddr: address,
    CustomerCommunicationAddr: address,
    LegalAddr: address,
    Email: { Address: seed.email },
    PrimaryPhone: { FreeFormNumber: '(555) 555-0100' },
    WebAddr: {},
    Country: seed.country,
    FiscalYearStartMonth: 'January',
    SupportedLanguages: 'en',
    CompanyStartDate: '2025-03-01',
    NameValue: [
      { Name: 'IndustryType', Value: 'Services' },
      { Name: 'OfferingSku', Value: 'QuickBooks Online Plus' },
      { Name: 'SubscriptionStatus', Value: seed.subscription },
    ],
  };
  return seed.timeZone === undefined ? info : { ...info, DefaultTimeZone: seed.timeZone };
}

function preferences(site: Site, seed: CompanySeed): JsonObject {
  const accounting: JsonObject = {
    CustomerTerminology: seed.terminology,
    FirstMonthOfFiscalYear: 'January',
    UseAccountNumbers: false,
    TrackDepartments: false,
  };
  if (seed.closedOn !== undefined) accounting['BookCloseDate'] = site.days.day(seed.closedOn);
  return {
    AccountingInfoPrefs: accounting,
    ProductAndServicesPrefs: { ForSales: true, ForPurchase: false, QuantityWithPriceAndRate: true },
    SalesFormsPrefs: salesForms(seed),
    EmailMessagesPrefs: {
      InvoiceMessage: {
        Subject: `Invoice from ${seed.name}`,
        Message: 'Your invoice is attached.',
      },
    },
    VendorAndPurchasesPrefs: { TrackingByCustomer: false },
    TimeTrackingPrefs: { UseServices: false },
    TaxPrefs: { UsingSalesTax: false, PartnerTaxEnabled: false },
    CurrencyPrefs: {
      MultiCurrencyEnabled: seed.multiCurrency,
      HomeCurrency: { value: seed.currency },
    },
    ReportPrefs: { ReportBasis: 'Accrual' },
    OtherPrefs: {
      NameValue: [
        { Name: 'SalesFormsPrefs.DefaultCustomerMessage', Value: 'Thank you for your business.' },
      ],
    },
  };
}

function salesForms(seed: CompanySeed): JsonObject {
  const fields = (seed.customFields ?? []).map((name, index) => ({
    Name: `SalesFormsPrefs.SalesCustomName${index + 1}`,
    Type: 'StringType',
    StringValue: name,
  }));
  const form: JsonObject = {
    CustomTxnNumbers: seed.customNumbers,
    DefaultTerms: { value: '3' },
    DefaultCustomerMessage: 'Thank you for your business.',
    ETransactionPaymentEnabled: false,
    ETransactionAttachPDF: true,
    EmailCopyToCompany: false,
    AutoApplyCredit: false,
    AllowDiscount: true,
    AllowDeposit: true,
  };
  if (fields.length > 0) form['CustomField'] = [{ CustomField: fields }];
  if (seed.salesCc !== undefined) form['SalesEmailCc'] = { Address: seed.salesCc };
  return form;
}
