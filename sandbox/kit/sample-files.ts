/** What is known of a file without its bytes. */
interface SampleFile {
  fileName: string;
  contentType: string;
  size: number;
}

const JPEG = Buffer.from(
  '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA=',
  'base64',
);
const EMPTY_ZIP = Buffer.concat([Buffer.from('PK\x05\x06', 'latin1'), Buffer.alloc(18)]);

/** A file of exactly the size its record names, made when it is asked for. */
export function sampleBytes(file: SampleFile): Buffer {
  if (file.contentType === 'application/pdf') return samplePdf(file);
  const core = file.contentType.startsWith('image/') ? JPEG : EMPTY_ZIP;
  return Buffer.concat([core, Buffer.alloc(Math.max(0, file.size - core.length))]);
}

/** One page with the file's name on it; a comment in front fills it up to its size. */
function samplePdf(file: SampleFile): Buffer {
  const bare = writePdf(file.fileName, 0);
  const padding = Math.max(0, file.size - bare.length);
  const filled = writePdf(file.fileName, padding);
  // Offsets grow by a digit with the padding, so the second measure corrects the first.
  return writePdf(file.fileName, Math.max(0, padding - (filled.length - file.size)));
}

function writePdf(title: string, padding: number): Buffer {
  const text = `BT /F1 24 Tf 72 700 Td (${title.replace(/[()\\]/g, '')}) Tj ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  const head = `%PDF-1.4\n%${' '.repeat(padding)}\n`;
  const offsets: number[] = [];
  let body = '';
  objects.forEach((object, index) => {
    offsets.push(head.length + body.length);
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
  });
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const start = head.length + body.length;
  const tail = `xref\n0 6\n0000000000 65535 f \n${rows}trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(head + body + tail, 'latin1');
}
