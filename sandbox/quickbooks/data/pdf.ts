import type { JsonObject } from '../../kit/json.ts';
import { asList, asText, at, cents } from '../../kit/json.ts';
import { drawPaper } from '../../kit/paper-pdf.ts';
import type { Realm } from './realm.ts';

const MOST_LINES = 24;

function money(value: JsonObject[string] | undefined, currency: string): string {
  const amount = (cents(value) / 100).toLocaleString('en-US', { minimumFractionDigits: 2 });
  return `${currency} ${amount}`;
}

function address(path: string, holder: JsonObject): string {
  return ['Line1', 'City', 'CountrySubDivisionCode', 'PostalCode']
    .map((part) => asText(at(holder, path, part)))
    .filter(Boolean)
    .join(', ');
}

/** A one-page invoice, as plain as the books know it. */
export function drawInvoice(realm: Realm, invoice: JsonObject): Promise<Buffer> {
  const currency = asText(at(invoice, 'CurrencyRef', 'value'));
  return drawPaper({
    title: `Invoice ${asText(invoice['DocNumber'])}`,
    heading: 'INVOICE',
    from: { name: realm.name, address: address('CompanyAddr', realm.company) },
    facts: [
      `Number ${asText(invoice['DocNumber']) || '–'}`,
      `Date ${asText(invoice['TxnDate'])}`,
      `Due ${asText(invoice['DueDate'])}`,
      `Terms ${asText(at(invoice, 'SalesTermRef', 'name')) || '–'}`,
    ],
    to: { name: asText(at(invoice, 'CustomerRef', 'name')), address: address('BillAddr', invoice) },
    lines: linesOf(invoice, currency),
    total: `Total   ${money(invoice['TotalAmt'], currency)}`,
    due: `Balance due   ${money(invoice['Balance'], currency)}`,
    memo: asText(at(invoice, 'CustomerMemo', 'value')),
    foot: 'Printed by the sandbox QuickBooks. Not a real invoice.',
  });
}

function linesOf(invoice: JsonObject, currency: string): { label: string; amount: string }[] {
  return asList(invoice['Line'])
    .slice(0, MOST_LINES)
    .filter((line) => asText(line['DetailType']) !== 'SubTotalLineDetail')
    .map((line) => {
      const isDiscount = asText(line['DetailType']) === 'DiscountLineDetail';
      const label = asText(line['Description']) || (isDiscount ? 'Discount' : 'Service');
      const sign = isDiscount ? '– ' : '';
      const { Amount: amount } = line;
      return { label, amount: amount === undefined ? '' : sign + money(amount, currency) };
    });
}
