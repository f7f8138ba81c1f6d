import type { JsonObject } from '../../kit/json.ts';
import { asList, asObject, asText, at, cents, fromCents } from '../../kit/json.ts';
import { faults } from './faults.ts';

export interface Totals {
  lines: JsonObject[];
  totalCents: number;
}

/** Numbers the lines, adds the subtotal line that QuickBooks adds, works out discounts and the total. */
export function totalLines(given: JsonObject[], taxCents: number): Totals {
  const own = given.filter((line) => line['DetailType'] !== 'SubTotalLineDetail');
  const discounts = own.filter((line) => line['DetailType'] === 'DiscountLineDetail');
  const items = own.filter((line) => !discounts.includes(line));
  for (const line of items) checkAmount(line);
  const subtotal = items.reduce((sum, line) => sum + cents(line['Amount']), 0);
  const reduced = discounts.map((line) => withDiscount(line, subtotal));
  const discount = reduced.reduce((sum, line) => sum + cents(line['Amount']), 0);
  const subtotalLine: JsonObject = {
    Amount: fromCents(subtotal),
    DetailType: 'SubTotalLineDetail',
    SubTotalLineDetail: {},
  };
  const lines = [...numbered(items), subtotalLine, ...reduced];
  return { lines, totalCents: Math.max(0, subtotal - discount + taxCents) };
}

function checkAmount(line: JsonObject): void {
  const detail = asObject(line['SalesItemLineDetail']);
  const { UnitPrice: price, Qty: quantity } = detail;
  if (line['DetailType'] !== 'SalesItemLineDetail') return;
  if (line['Amount'] === undefined) throw faults.missing('Line.Amount');
  if (price === undefined || quantity === undefined) return;
  const product = Math.round(Number(price) * Number(quantity) * 100);
  if (Math.abs(product - cents(line['Amount'])) > 1) throw faults.amountMismatch();
}

function withDiscount(line: JsonObject, subtotal: number): JsonObject {
  if (at(line, 'DiscountLineDetail', 'PercentBased') !== true) return line;
  const percent = Number(at(line, 'DiscountLineDetail', 'DiscountPercent') ?? 0);
  return { ...line, Amount: fromCents(Math.round((subtotal * percent) / 100)) };
}

/** A line sent without Id is a new line and gets the next free one. */
function numbered(lines: JsonObject[]): JsonObject[] {
  let last = Math.max(0, ...lines.map((line) => Number(asText(line['Id'])) || 0));
  return lines.map((line, index) => {
    const id = asText(line['Id']) || String((last += 1));
    return { Id: id, LineNum: index + 1, ...line };
  });
}

/** The same lines with nothing left to pay, as a void leaves them. */
export function zeroLines(lines: JsonObject[]): JsonObject[] {
  return asList(lines).map((line) => {
    const detail = line['SalesItemLineDetail'];
    const zero: JsonObject = { ...line, Amount: 0 };
    if (detail !== undefined)
      zero['SalesItemLineDetail'] = { ...asObject(detail), UnitPrice: 0, Qty: 0 };
    return zero;
  });
}
