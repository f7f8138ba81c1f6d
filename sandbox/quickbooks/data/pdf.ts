import PDFDocument from 'pdfkit';
import type { JsonObject } from '../../kit/json.ts';
import { asList, asText, at, cents } from '../../kit/json.ts';
import type { Realm } from './realm.ts';

const INK = '#1d242b';
const QUIET = '#5b6672';

function money(value: JsonObject[string] | undefined, currency: string): string {
  const amount = (cents(value) / 100).toLocaleString('en-US', { minimumFractionDigits: 2 });
  return `${currency} ${amount}`;
}

/** A one-page invoice, as plain as the books know it. */
export function drawInvoice(realm: Realm, invoice: JsonObject): Promise<Buffer> {
  const document = new PDFDocument({
    size: 'LETTER',
    margin: 54,
    info: { Title: `Invoice ${asText(invoice['DocNumber'])}` },
  });
  const chunks: Buffer[] = [];
  document.on('data', (chunk: Buffer) => chunks.push(chunk));
  const done = new Promise<Buffer>((resolve) =>
    document.on('end', () => resolve(Buffer.concat(chunks))),
  );
  drawHead(document, realm, invoice);
  const bottom = drawLines(document, invoice);
  drawFoot(document, invoice, bottom);
  document.end();
  return done;
}

function drawHead(document: PDFKit.PDFDocument, realm: Realm, invoice: JsonObject): void {
  const address = (path: string, holder: JsonObject): string =>
    ['Line1', 'City', 'CountrySubDivisionCode', 'PostalCode']
      .map((part) => asText(at(holder, path, part)))
      .filter(Boolean)
      .join(', ');
  document.fillColor(INK).font('Helvetica-Bold').fontSize(15).text(realm.name, 54, 54);
  document
    .font('Helvetica')
    .fontSize(9)
    .fillColor(QUIET)
    .text(address('CompanyAddr', realm.company));
  document
    .fillColor(INK)
    .font('Helvetica-Bold')
    .fontSize(22)
    .text('INVOICE', 54, 54, { align: 'right' });
  document.font('Helvetica').fontSize(10);
  const facts = [
    `Number ${asText(invoice['DocNumber']) || '–'}`,
    `Date ${asText(invoice['TxnDate'])}`,
    `Due ${asText(invoice['DueDate'])}`,
    `Terms ${asText(at(invoice, 'SalesTermRef', 'name')) || '–'}`,
  ];
  document.text(facts.join('\n'), 54, 84, { align: 'right', lineGap: 2 });
  document.fillColor(QUIET).text('Bill to', 54, 130).fillColor(INK);
  document.text(asText(at(invoice, 'CustomerRef', 'name'))).text(address('BillAddr', invoice));
}

function drawLines(document: PDFKit.PDFDocument, invoice: JsonObject): number {
  let y = 200;
  const currency = asText(at(invoice, 'CurrencyRef', 'value'));
  document
    .moveTo(54, y - 8)
    .lineTo(558, y - 8)
    .strokeColor(QUIET)
    .lineWidth(0.5)
    .stroke();
  for (const line of asList(invoice['Line']).slice(0, 24)) {
    const kind = asText(line['DetailType']);
    if (kind === 'SubTotalLineDetail') continue;
    const label =
      asText(line['Description']) || (kind === 'DiscountLineDetail' ? 'Discount' : 'Service');
    const sign = kind === 'DiscountLineDetail' ? '– ' : '';
    document.text(label, 54, y, { width: 340, height: 14, ellipsis: true });
    if (line['Amount'] !== undefined)
      document.text(sign + money(line['Amount'], currency), 400, y, { width: 158, align: 'right' });
    y += 18;
  }
  document
    .moveTo(54, y + 2)
    .lineTo(558, y + 2)
    .stroke();
  return y + 12;
}

function drawFoot(document: PDFKit.PDFDocument, invoice: JsonObject, top: number): void {
  const currency = asText(at(invoice, 'CurrencyRef', 'value'));
  document.text(`Total   ${money(invoice['TotalAmt'], currency)}`, 54, top, {
    width: 504,
    align: 'right',
  });
  document
    .font('Helvetica-Bold')
    .text(`Balance due   ${money(invoice['Balance'], currency)}`, { width: 504, align: 'right' });
  const memo = asText(at(invoice, 'CustomerMemo', 'value'));
  document.font('Helvetica').fontSize(9).fillColor(QUIET);
  if (memo) document.text(memo, 54, top + 50, { width: 504, height: 120, ellipsis: true });
  document.text('Printed by the sandbox QuickBooks. Not a real invoice.', 54, 724, {
    width: 504,
    align: 'center',
    lineBreak: false,
  });
}
