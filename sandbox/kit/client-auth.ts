import type { Request } from 'express';
import { timingSafeEqual } from 'node:crypto';

function isSame(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}

interface Client {
  clientId: string;
  clientSecret: string;
}

/** Client credentials by Basic header or in the form; both are advertised by the discovery document. */
export function isClient(client: Client, request: Request, form: Record<string, string>): boolean {
  const { id, secret } = readCredentials(request, form);
  return isSame(id, client.clientId) && isSame(secret, client.clientSecret);
}

function readCredentials(
  request: Request,
  form: Record<string, string>,
): { id: string; secret: string } {
  const basic = /^Basic\s+(.+)$/i.exec(request.get('authorization') ?? '');
  if (!basic) return { id: form['client_id'] ?? '', secret: form['client_secret'] ?? '' };
  const text = Buffer.from(basic[1] ?? '', 'base64').toString();
  const colon = text.indexOf(':');
  return { id: text.slice(0, colon), secret: text.slice(colon + 1) };
}

/** Reads a form or JSON body into plain strings. */
export function readFields(body: unknown): Record<string, string> {
  const fields: Record<string, string> = {};
  if (typeof body !== 'object' || body === null) return fields;
  for (const [name, value] of Object.entries(body))
    if (typeof value === 'string') fields[name] = value;
  return fields;
}
