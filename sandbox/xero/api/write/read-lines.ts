import { randomUUID } from 'node:crypto';
import type { Json } from '../../../kit/json.ts';
import { asList, asText } from '../../../kit/json.ts';
import type { Line } from '../../books/records.ts';

/** Lines of a write. A line whose LineItemID is known stays itself, every other one is new (facts: Xero 2.3). */
export function readLines(value: Json | undefined, before: readonly Line[]): Line[] | undefined {
  if (!Array.isArray(value)) return undefined;
  return asList(value).map((line) => {
    const known = before.find(({ id }) => id === line['LineItemID']);
    const text = (name: string, usual: string): string =>
      line[name] === undefined ? usual : asText(line[name]);
    const number = (name: string, usual: number): number =>
      line[name] === undefined ? usual : Number(line[name]);
    return {
      id: known?.id ?? randomUUID(),
      description: text('Description', known?.description ?? ''),
      quantity: number('Quantity', known?.quantity ?? 1),
      unitAmount: number('UnitAmount', known?.unitAmount ?? 0),
      accountCode: text('AccountCode', known?.accountCode ?? '200'),
      taxType: text('TaxType', known?.taxType ?? 'OUTPUT2'),
      itemCode:
        line['ItemCode'] === undefined ? (known?.itemCode ?? null) : asText(line['ItemCode']),
      discountRate:
        line['DiscountRate'] === undefined
          ? (known?.discountRate ?? null)
          : Number(line['DiscountRate']),
      lineAmount: 0,
      taxAmount: 0,
    };
  });
}
