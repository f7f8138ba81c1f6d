import type { Line, LineAmountTypes } from './records.ts';

export interface Totals {
  lines: Line[];
  subTotal: number;
  totalTax: number;
  total: number;
}

/** Works out each line and the sums, in whole cents; `rateOf` answers per cent. */
export function totalUp(
  lines: readonly Line[],
  types: LineAmountTypes,
  rateOf: (taxType: string) => number,
): Totals {
  const priced = lines.map((line) => price(line, types, rateOf(line.taxType)));
  const sum = priced.reduce((all, line) => all + line.lineAmount, 0);
  const totalTax = priced.reduce((all, line) => all + line.taxAmount, 0);
  const subTotal = types === 'Inclusive' ? sum - totalTax : sum;
  return { lines: priced, subTotal, totalTax, total: subTotal + totalTax };
}

function price(line: Line, types: LineAmountTypes, rate: number): Line {
  const full = line.quantity * line.unitAmount * 100;
  const lineAmount = Math.round(full * (1 - (line.discountRate ?? 0) / 100));
  if (types === 'NoTax') return { ...line, lineAmount, taxAmount: 0 };
  const share = types === 'Inclusive' ? rate / (100 + rate) : rate / 100;
  return { ...line, lineAmount, taxAmount: Math.round(lineAmount * share) };
}
