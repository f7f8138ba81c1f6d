import type { IncomingMessage } from 'node:http';

/** Addresses in small letters, by the name that the list has in its address. */
export interface SuppressionLists {
  bounces: Set<string>;
  blocks: Set<string>;
  invalid_emails: Set<string>;
  spam_reports: Set<string>;
}

export function createLists(): SuppressionLists {
  return {
    bounces: new Set(),
    blocks: new Set(),
    invalid_emails: new Set(),
    spam_reports: new Set(),
  };
}

/** Why a mail to the address is not even tried; null when it is. A block alone keeps nothing back. */
export function dropReason(lists: SuppressionLists, email: string): string | null {
  const address = email.toLowerCase();
  if (lists.bounces.has(address)) return 'Bounced Address';
  if (lists.spam_reports.has(address)) return 'Spam Reporting Address';
  return lists.invalid_emails.has(address) ? 'Invalid' : null;
}

/** What happened to a mail puts its recipients on the lists. */
export function note(
  lists: SuppressionLists,
  events: readonly { event: string; type?: unknown; email: string }[],
): void {
  for (const { event, type, email } of events) {
    const address = email.toLowerCase();
    if (event === 'bounce') lists[type === 'blocked' ? 'blocks' : 'bounces'].add(address);
    if (event === 'spamreport') lists.spam_reports.add(address);
  }
}

const oneAddress = /^\/v3\/suppression\/(bounces|blocks|invalid_emails|spam_reports)\/([^/?]+)$/;

/** `GET` and `DELETE /v3/suppression/<list>/<address>`; null for any other call. */
export function answerLists(
  lists: SuppressionLists,
  { method, url = '' }: IncomingMessage,
): { status: number; body: unknown } | null {
  const [, name, encoded = ''] = oneAddress.exec(url) ?? [];
  if (name === undefined || (method !== 'GET' && method !== 'DELETE')) return null;
  const list = lists[name as keyof SuppressionLists];
  const email = decodeURIComponent(encoded).toLowerCase();
  if (method === 'GET') return { status: 200, body: list.has(email) ? [{ email }] : [] };
  if (list.delete(email)) return { status: 204, body: '' };
  return { status: 404, body: { errors: [{ message: 'resource not found', field: null }] } };
}
