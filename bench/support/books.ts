import { randomUUID } from 'node:crypto';
import type { OrganisationId } from '../../domain/ids.ts';
import { savePerson } from '../../server/db/people.ts';
import { connectCompany } from '../../server/services/connections/connect.ts';
import type { Context } from '../../server/services/context.ts';
import { startChild } from './child.ts';

export const REALM = '9130357900000003';
export const VERIFIER_TOKEN = 'sim-verifier-token-0001';

/** One accounting system as benches meet it: its stand-in, filled with invoices, and the company that holds them. */
export interface BenchSystem {
  key: string;
  /** What says on the command line how many customers there are. */
  customersFlag: string;
  company: { realmId: string } | { tenantId: string };
  /** Settings that point Dunlin at the stand-in, as they would point it at the vendor. */
  settings(url: string): Record<string, string>;
}

export const benchSystems = {
  quickbooks: {
    key: 'quickbooks',
    customersFlag: '--customers',
    company: { realmId: REALM },
    settings: (url) => ({
      QUICKBOOKS_CLIENT_ID: 'sandbox-client-id',
      QUICKBOOKS_CLIENT_SECRET: 'sandbox-client-secret',
      QUICKBOOKS_VERIFIER_TOKENS: VERIFIER_TOKEN,
      INTUIT_DISCOVERY_URL: `${url}/.well-known/openid_sandbox_configuration`,
      QUICKBOOKS_API_URL: url,
    }),
  },
  xero: {
    key: 'xero',
    customersFlag: '--contacts',
    company: { tenantId: '91ab64d7-0e3f-4c58-a7f1-c24b8e05d303' },
    settings: (url) => ({
      XERO_CLIENT_ID: 'sandbox-client-id',
      XERO_CLIENT_SECRET: 'sandbox-client-secret',
      XERO_WEBHOOK_KEYS: 'sandbox-webhook-key',
      XERO_LOGIN_URL: url,
      XERO_IDENTITY_URL: url,
      XERO_API_URL: url,
    }),
  },
} satisfies Record<string, BenchSystem>;
export type BenchSystemName = keyof typeof benchSystems;

/** The stand-in in a process of its own, filled with invoices. */
export interface BenchBooks {
  url: string;
  settings: Record<string, string>;
  admin: Admin;
  stop(): Promise<void>;
}

export type Admin = <Answer>(action: string, input?: object) => Promise<Answer>;

interface BooksSize {
  invoices: number;
  customers: number;
  webhookUrl?: string;
}

export async function startBooks(
  { invoices, customers, webhookUrl }: BooksSize,
  { key, customersFlag, settings }: BenchSystem = benchSystems.quickbooks,
): Promise<BenchBooks> {
  const flags = ['--invoices', String(invoices), customersFlag, String(customers)];
  if (webhookUrl !== undefined) flags.push('--webhook-url', webhookUrl);
  const child = startChild(['sandbox/main.ts', key, ...flags]);
  const url = (await child.said(/sandbox \w+ +(http\S+)/, 180_000))[1] ?? '';
  return { url, settings: settings(url), admin: adminAt(url), stop: () => child.stop() };
}

export function adminAt(url: string): Admin {
  return async <Answer>(action: string, input: object = {}): Promise<Answer> => {
    const response = await fetch(`${url}/admin/${action}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(input),
    });
    if (!response.ok) throw new Error(`sandbox ${action}: ${await response.text()}`);
    return (await response.json()) as Answer;
  };
}

/** Calls of the company's API that the sandbox answered since its journal was cleared. */
export async function callsTo(
  admin: Admin,
  { company }: BenchSystem = benchSystems.quickbooks,
): Promise<number> {
  const { counts } = await admin<{ counts: Record<string, { requests: number }> }>('journal');
  return counts[Object.values(company)[0] ?? '']?.requests ?? 0;
}

/** Connects the sandbox's company as its owner would, by consent; the first import is then noted in the outbox. */
export async function connectBooks(
  ctx: Context,
  admin: Admin,
  { key, company }: BenchSystem = benchSystems.quickbooks,
): Promise<OrganisationId> {
  const books = ctx.books(key);
  const attempt = { state: randomUUID(), nonce: randomUUID() };
  const url = await books.consent.authorizeUrl({ intent: 'connect', ...attempt });
  const { location } = await admin<{ location: string }>('consent', { url, ...company });
  const query = new URL(location).searchParams;
  const { identity, access } = await books.consent.exchange({ query, nonce: attempt.nonce });
  const booksId = access?.companies[0]?.booksId;
  if (!access || booksId === undefined) throw new Error('the sandbox gave no company');
  const person = await savePerson(ctx.store.db, {
    id: randomUUID(),
    provider: books.key,
    subject: identity.subject,
    email: identity.email,
    name: identity.name,
    language: 'en',
    seenAt: ctx.now(),
  });
  const connecting = { books, person, access, booksId, reconnectId: null };
  const connected = await connectCompany(ctx, connecting);
  if (connected.kind === 'refused') throw new Error(`not connected: ${connected.code}`);
  return connected.organisationId;
}
