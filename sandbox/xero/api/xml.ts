import type { Json, JsonObject } from '../../kit/json.ts';

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

function element(name: string, value: Json): string {
  if (value === null) return '';
  if (Array.isArray(value)) {
    const one = name.replace(/ies$/, 'y').replace(/s$/, '');
    return `<${name}>${value.map((item) => element(one, item)).join('')}</${name}>`;
  }
  const inner = typeof value === 'object' ? members(value) : escape(String(value));
  return `<${name}>${inner}</${name}>`;
}

function members(value: JsonObject): string {
  return Object.entries(value)
    .map(([name, member]) => element(name, member))
    .join('');
}

/** What an app gets that forgot its Accept header: enough to notice it. */
export function toXml(body: JsonObject): string {
  return `<Response xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">${members(body)}</Response>`;
}
