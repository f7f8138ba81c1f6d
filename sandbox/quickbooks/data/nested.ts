import type { Json } from '../../kit/json.ts';
import { isObject } from '../../kit/json.ts';
import { faults } from './faults.ts';

/** A class of the schema with the members that are not references. */
interface Shape {
  className: string;
  known: ReadonlySet<string>;
}

function shape(className: string, members: string): Shape {
  return { className, known: new Set(members.split(' ')) };
}

const EMAIL = shape('EmailAddress', 'Id Address Default Tag');
const PHONE = shape(
  'TelephoneNumber',
  'Id DeviceType CountryCode AreaCode ExchangeCode Extension FreeFormNumber Default Tag',
);
const ADDRESS = shape(
  'PhysicalAddress',
  'Id Line1 Line2 Line3 Line4 Line5 City Country CountryCode County CountrySubDivisionCode PostalCode PostalCodeSuffix Lat Long Tag Note',
);
const LINE_DETAIL =
  'ItemRef ClassRef UnitPrice RatePercent PriceLevelRef MarkupInfo Qty UOMRef ItemAccountRef InventorySiteRef TaxCodeRef TaxClassificationRef ServiceDate TaxInclusiveAmt DiscountRate DiscountAmt DeferredRevenue CustomExtensions';

/** Classes by the member that holds them (facts: QuickBooks 3, XML schema). What is not listed is not looked into. */
const SHAPES: Readonly<Record<string, Shape>> = {
  BillEmail: EMAIL,
  BillEmailCc: EMAIL,
  BillEmailBcc: EMAIL,
  PrimaryEmailAddr: EMAIL,
  PrimaryPhone: PHONE,
  AlternatePhone: PHONE,
  Mobile: PHONE,
  Fax: PHONE,
  BillAddr: ADDRESS,
  ShipAddr: ADDRESS,
  ShipFromAddr: ADDRESS,
  CustomerMemo: shape('MemoRef', 'id value'),
  DeliveryInfo: shape('TransactionDeliveryInfo', 'DeliveryType DeliveryTime DeliveryErrorType'),
  MetaData: shape(
    'ModificationMetaData',
    'CreatedByRef CreateTime LastModifiedByRef LastUpdatedTime LastChangedInQB Synchronized',
  ),
  LinkedTxn: shape('LinkedTxn', 'TxnId TxnType TxnLineId'),
  CustomField: shape(
    'CustomField',
    'DefinitionId Name Type StringValue BooleanValue DateValue NumberValue',
  ),
  AttachableRef: shape(
    'AttachableRef',
    'EntityRef LineInfo IncludeOnSend Inactive NoRefOnly CustomField AttachableRefEx',
  ),
  TxnTaxDetail: shape(
    'TxnTaxDetail',
    'DefaultTaxCodeRef TxnTaxCodeRef TotalTax TaxLine TaxReviewStatus UseAutomatedSalesTax',
  ),
  Line: shape(
    'Line',
    'Id LineNum Description Amount Received LinkedTxn DetailType PaymentLineDetail DiscountLineDetail TaxLineDetail SalesItemLineDetail DescriptionLineDetail SubTotalLineDetail GroupLineDetail CustomField Tag LineEx CustomExtensions ProjectRef',
  ),
  SalesItemLineDetail: shape('SalesItemLineDetail', LINE_DETAIL),
  SubTotalLineDetail: shape('SubTotalLineDetail', `${LINE_DETAIL} ItemRef`),
  DescriptionLineDetail: shape('DescriptionLineDetail', 'ServiceDate TaxCodeRef'),
  DiscountLineDetail: shape(
    'DiscountLineDetail',
    'Discount DiscountRef PercentBased DiscountPercent DiscountAccountRef ServiceDate ClassRef TaxCodeRef TaxInclusiveAmt',
  ),
  GroupLineDetail: shape('GroupLineDetail', 'GroupItemRef Quantity UOMRef ServiceDate Line'),
};
const REFERENCE = shape('ReferenceType', 'value name type');

/** Refuses unknown members at any depth: code 2010 names the class and what it knows. */
export function checkNested(name: string, value: Json | undefined): void {
  if (Array.isArray(value)) {
    for (const item of value) checkNested(name, item);
    return;
  }
  const found = SHAPES[name] ?? (name.endsWith('Ref') ? REFERENCE : undefined);
  if (!found || !isObject(value)) return;
  for (const [member, inner] of Object.entries(value)) {
    if (!found.known.has(member))
      throw faults.unknownProperty(found.className, member, found.known);
    checkNested(member, inner);
  }
}
