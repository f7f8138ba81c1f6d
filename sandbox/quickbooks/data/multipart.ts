/** One part of a multipart body. */
export interface Part {
  name: string;
  fileName: string;
  contentType: string;
  bytes: Buffer;
}

const BLANK_LINE = Buffer.from('\r\n\r\n');

/** Splits a multipart/form-data body; undefined when the header names no boundary. */
export function parseMultipart(contentType: string, body: Buffer): Part[] | undefined {
  const boundary = /boundary="?([^";]+)"?/i.exec(contentType)?.[1];
  if (!boundary) return undefined;
  const mark = Buffer.from(`--${boundary}`);
  const parts: Part[] = [];
  let start = body.indexOf(mark);
  while (start >= 0) {
    const next = body.indexOf(mark, start + mark.length);
    if (next < 0) break;
    // Between the marks: CRLF, headers, blank line, bytes, CRLF.
    const part = readPart(body.subarray(start + mark.length + 2, next - 2));
    if (part) parts.push(part);
    start = next;
  }
  return parts;
}

function readPart(bytes: Buffer): Part | undefined {
  const end = bytes.indexOf(BLANK_LINE);
  if (end < 0) return undefined;
  const headers = bytes.subarray(0, end).toString();
  const field = (pattern: RegExp): string => pattern.exec(headers)?.[1] ?? '';
  return {
    name: field(/[; ]name="([^"]*)"/i),
    fileName: field(/filename="([^"]*)"/i),
    contentType: field(/content-type:\s*([^\r\n;]+)/i) || 'application/octet-stream',
    bytes: bytes.subarray(end + BLANK_LINE.length),
  };
}
