import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';

const require = createRequire(import.meta.url);
/** With letters of all of Europe, unlike the fonts that every PDF reader has; embedded as far as used. */
const fonts = {
  plain: require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'),
  bold: require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf'),
  mono: require.resolve('dejavu-fonts-ttf/ttf/DejaVuSansMono.ttf'),
};

const INK = '#1d242b';
const QUIET = '#5b6672';
const MARGIN = 54;
const LABEL_WIDTH = 130;

/** A plain text document that grows downwards and breaks its pages by itself. */
export interface Sheet {
  title(text: string): void;
  heading(text: string): void;
  paragraph(text: string, options?: { quiet?: boolean; mono?: boolean }): void;
  /** A name with its value; both wrap. Nothing for an empty value. */
  fact(name: string, value: string | null): void;
  /** Numbers the pages and answers the bytes. */
  finish(pageWords: (page: number, pages: number) => string): Promise<Buffer>;
}

export function openSheet({ title, language }: { title: string; language: string }): Sheet {
  const document = new PDFDocument({
    size: 'A4',
    margin: MARGIN,
    bufferPages: true,
    lang: language,
    info: { Title: title, Creator: 'Dunlin', Producer: 'Dunlin' },
  });
  for (const [name, file] of Object.entries(fonts)) document.registerFont(name, file);
  const chunks: Buffer[] = [];
  document.on('data', (chunk: Buffer) => chunks.push(chunk));
  const done = new Promise<Buffer>((resolve, reject) => {
    document.on('end', () => resolve(Buffer.concat(chunks)));
    document.on('error', reject);
  });
  const width = document.page.width - 2 * MARGIN;

  function put(text: string, x = MARGIN, wide = width): void {
    document.text(printable(text), x, document.y, { width: wide });
  }

  return {
    title(text) {
      document.font('bold').fontSize(18).fillColor(INK);
      put(text);
      document.moveDown(0.3);
    },
    heading(text) {
      if (document.y > document.page.height - MARGIN - 60) document.addPage();
      document.moveDown(0.8).font('bold').fontSize(12).fillColor(INK);
      put(text);
      document.moveDown(0.3);
    },
    paragraph(text, { quiet = false, mono = false } = {}) {
      document
        .font(mono ? 'mono' : 'plain')
        .fontSize(mono ? 8 : 9)
        .fillColor(quiet ? QUIET : INK);
      put(text);
      document.moveDown(0.3);
    },
    fact(name, value) {
      if (value === null || value === '') return;
      document.font('plain').fontSize(9);
      const height = document.heightOfString(printable(name), { width: LABEL_WIDTH - 8 });
      if (document.y + height > document.page.height - MARGIN) document.addPage();
      const top = document.y;
      document.fillColor(QUIET);
      put(name, MARGIN, LABEL_WIDTH - 8);
      const below = document.y;
      document.fillColor(INK);
      document.y = top;
      const pages = document.bufferedPageRange().count;
      put(value, MARGIN + LABEL_WIDTH, width - LABEL_WIDTH);
      if (document.bufferedPageRange().count === pages) document.y = Math.max(document.y, below);
      document.y += 2;
    },
    finish(pageWords) {
      const { start, count } = document.bufferedPageRange();
      for (let index = 0; index < count; index += 1) {
        document.switchToPage(start + index);
        // Below the margin, where text would otherwise begin a page of its own.
        document.page.margins.bottom = 0;
        document.font('plain').fontSize(8).fillColor(QUIET);
        const y = document.page.height - MARGIN / 2 - 8;
        document.text(pageWords(index + 1, count), MARGIN, y, { width, align: 'right' });
      }
      document.end();
      return done;
    },
  };
}

/** Control characters have no shape, and marks that turn the direction of text would make a proof say something else. */
function printable(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .replaceAll('\t', '    ')
    .replace(/[^\P{Cc}\n]|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu, '');
}
