import type { Books, BooksCompany, BooksSession } from '../books.ts';
import { createAttachments } from './attachments.ts';
import { readChanges } from './changes.ts';
import { createClient } from './client.ts';
import { readCompany } from './company.ts';
import { createConsent } from './connect.ts';
import { countRecords, readPage, type Counts } from './pages.ts';
import { invoicesOfPayments, readCustomers, readInvoices, readTerms } from './read.ts';
import type { QuickBooksSettings } from './settings.ts';
import { createWebhook } from './webhook.ts';
import { writeInvoice } from './write-back.ts';

export { discoverIntuit } from './discovery.ts';
export type { QuickBooksSettings } from './settings.ts';

/** QuickBooks Online. The settings are given, never read from the environment. */
export function createQuickBooks(settings: QuickBooksSettings): Books {
  return {
    key: 'quickbooks',
    name: 'QuickBooks Online',
    abilities: { markedFiles: true, sentMark: true, statusField: true },
    consent: createConsent(settings),
    webhook: createWebhook(settings.verifierTokens),
    open: (session) => openCompany(settings, session),
  };
}

/** Remembers the counted totals, which spare the import its empty last pages, and the links of listed files. */
function openCompany(settings: QuickBooksSettings, session: BooksSession): BooksCompany {
  const client = createClient(settings, session);
  const attachments = createAttachments(settings, client);
  let counts: Counts | null = null;
  return {
    readCompany: () => readCompany(client),
    countRecords: async () => (counts = await countRecords(client)),
    readPage: (kind, from) => readPage(client, kind, from, counts),
    readChanges: (sinceAt) => readChanges(client, sinceAt, settings.now()),
    readInvoices: (ids) => readInvoices(client, ids),
    readCustomers: (ids) => readCustomers(client, ids),
    readTerms: () => readTerms(client),
    invoicesOfPayments: (kind, ids) => invoicesOfPayments(client, kind, ids),
    readPdf: (id) => client.pdf(id),
    listAttachments: (id) => attachments.list(id),
    readAttachment: (attachment) => attachments.read(attachment),
    writeInvoice: (write) => writeInvoice(client, write),
  };
}
