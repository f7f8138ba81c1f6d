import type { JsonObject } from '../../../kit/json.ts';
import type { Org } from '../../books/org.ts';
import type { Line } from '../../books/records.ts';

/** `unitdp`: decimals of the unit amount, 2 unless the call says 4. */
export function showLines(org: Org, lines: readonly Line[], unitdp: number): JsonObject[] {
  const scale = 10 ** unitdp;
  return lines.map((line) => ({
    ...(line.itemCode === null ? {} : { ItemCode: line.itemCode }),
    Description: line.description,
    UnitAmount: Math.round(line.unitAmount * scale) / scale,
    TaxType: line.taxType,
    TaxAmount: line.taxAmount / 100,
    LineAmount: line.lineAmount / 100,
    AccountCode: line.accountCode,
    ...accountIdOf(org, line.accountCode),
    Tracking: [],
    Quantity: line.quantity,
    ...(line.discountRate === null ? {} : { DiscountRate: line.discountRate }),
    LineItemID: line.id,
    ValidationErrors: [],
  }));
}

function accountIdOf(org: Org, code: string): JsonObject {
  const id = org.account(code)?.['AccountID'];
  return id === undefined ? {} : { AccountID: id };
}
