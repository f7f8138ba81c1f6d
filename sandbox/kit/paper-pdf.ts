import PDFDocument from 'pdfkit';

const INK = '#1d242b';
const QUIET = '#5b6672';

interface Party {
  name: string;
  address: string;
}

/** What is printed on a document; amounts are text already. */
export interface Sheet {
  title: string;
  heading: string;
  from: Party;
  facts: string[];
  to: Party;
  lines: { label: string; amount: string }[];
  total: string;
  due: string;
  memo: string;
  foot: string;
}

/** One page, as plain as the books know it. */
export function drawPaper(sheet: Sheet): Promise<Buffer> {
  const document = new PDFDocument({ size: 'LETTER', margin: 54, info: { Title: sheet.title } });
  const chunks: Buffer[] = [];
  document.on('data', (chunk: Buffer) => chunks.push(chunk));
  const done = new Promise<Buffer>((resolve) =>
    document.on('end', () => resolve(Buffer.concat(chunks))),
  );
  drawHead(document, sheet);
  const bottom = drawLines(document, sheet);
  drawFoot(document, sheet, bottom);
  document.end();
  return done;
}

function drawHead(document: PDFKit.PDFDocument, { from, heading, facts, to }: Sheet): void {
  document.fillColor(INK).font('Helvetica-Bold').fontSize(15).text(from.name, 54, 54);
  document.font('Helvetica').fontSize(9).fillColor(QUIET).text(from.address);
  document
    .fillColor(INK)
    .font('Helvetica-Bold')
    .fontSize(22)
    .text(heading, 54, 54, { align: 'right' });
  document.font('Helvetica').fontSize(10);
  document.text(facts.join('\n'), 54, 84, { align: 'right', lineGap: 2 });
  document.fillColor(QUIET).text('Bill to', 54, 130).fillColor(INK);
  document.text(to.name).text(to.address);
}

function drawLines(document: PDFKit.PDFDocument, { lines }: Sheet): number {
  let y = 200;
  document
    .moveTo(54, y - 8)
    .lineTo(558, y - 8)
    .strokeColor(QUIET)
    .lineWidth(0.5)
    .stroke();
  for (const { label, amount } of lines) {
    document.text(label, 54, y, { width: 340, height: 14, ellipsis: true });
    if (amount !== '') document.text(amount, 400, y, { width: 158, align: 'right' });
    y += 18;
  }
  document
    .moveTo(54, y + 2)
    .lineTo(558, y + 2)
    .stroke();
  return y + 12;
}

function drawFoot(document: PDFKit.PDFDocument, sheet: Sheet, top: number): void {
  document.text(sheet.total, 54, top, { width: 504, align: 'right' });
  document.font('Helvetica-Bold').text(sheet.due, { width: 504, align: 'right' });
  document.font('Helvetica').fontSize(9).fillColor(QUIET);
  if (sheet.memo)
    document.text(sheet.memo, 54, top + 50, { width: 504, height: 120, ellipsis: true });
  document.text(sheet.foot, 54, 724, { width: 504, align: 'center', lineBreak: false });
}
