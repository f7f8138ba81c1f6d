import type { Json, JsonObject } from '../../kit/json.ts';

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

function element(name: string, value: Json | undefined): string {
  if (Array.isArray(value)) return value.map((item) => element(name, item)).join('');
  if (typeof value === 'object' && value !== null) return `<${name}>${members(value)}</${name}>`;
  return value === undefined || value === null ? '' : `<${name}>${escape(String(value))}</${name}>`;
}

function members(value: JsonObject): string {
  return Object.entries(value)
    .map(([name, member]) => element(name, member))
    .join('');
}

/** The default format of QuickBooks when JSON was not asked for. A stub: enough to notice a forgotten Accept header. */
export function toXml(body: JsonObject): string {
  const { time, ...rest } = body;
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><IntuitResponse xmlns="http://schema.intuit.com/finance/v3" time="${String(time)}">${members(rest)}</IntuitResponse>`;
}
