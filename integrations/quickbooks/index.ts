import type { Books, BooksCompany, BooksLimits, BooksSession } from '../books.ts';
import { createAttachments } from './attachments.ts';
import { readChanges } from './changes.ts';
import { createClient } from './client.ts';
import { readCompany } from './company.ts';
import { createConsent } from './connect.ts';
import { callLimits, freeMonthlyCalls, maxEmailLength, sweepMinutes } from './limits.ts';
import { readOnlineLink } from './online-link.ts';
import { countRecords, readPage } from './pages.ts';
import { readById, readTerms } from './read.ts';
import { readRefunds } from './refunds.ts';
import type { QuickBooksSettings } from './settings.ts';
import { createWebhook } from './webhook.ts';
import { writeCustomerEmail } from './write-customer.ts';
import { writeInvoice } from './write-invoice.ts';

export { discoverIntuit } from './discovery.ts';
export type { QuickBooksSettings } from './settings.ts';

/** QuickBooks Online. The settings are given, never read from the environment. */
export function createQuickBooks(settings: QuickBooksSettings): Books {
  return {
    key: 'quickbooks',
    name: 'QuickBooks',
    accountName: 'Intuit',
    abilities: {
      markedFiles: true,
      mirrorsFiles: true,
      sentMark: true,
      statusField: true,
      memo: 'messages',
      noteLine: 'memo',
      expectedDay: false,
      maxEmailLength,
      // QuickBooks' own reminders have no API (facts: QuickBooks 3.2).
      nativeReminders: 'ask',
      tellsOfCompany: true,
    },
    limits: limitsOf(settings),
    sweepMinutes,
    consent: createConsent(settings),
    webhook: createWebhook(settings.verifierTokens),
    open: (session) => openCompany(settings, session),
  };
}

function limitsOf({ monthlyCalls = freeMonthlyCalls }: QuickBooksSettings): BooksLimits {
  return { ...callLimits, monthly: monthlyCalls === 0 ? null : monthlyCalls };
}

/** Remembers the links of listed files, nothing else. */
function openCompany(settings: QuickBooksSettings, session: BooksSession): BooksCompany {
  const client = createClient(settings, session);
  const attachments = createAttachments(settings, client);
  return {
    readCompany: () => readCompany(client),
    countRecords: () => countRecords(client),
    readPage: (kind, from, options) => readPage(client, kind, from, options),
    readChanges: (sinceAt) => readChanges(client, sinceAt, settings.now()),
    readById: (kind, ids) => readById(client, kind, ids),
    readTerms: () => readTerms(client),
    readRefunds: (ids) => readRefunds(client, ids),
    readPdf: (id) => client.pdf(id),
    readOnlineLink: (id) => readOnlineLink(client, id),
    listAttachments: (id) => attachments.list(id),
    readAttachment: (file) => attachments.read(file),
    writeInvoice: (write) => writeInvoice(client, write),
    writeCustomerEmail: (write) => writeCustomerEmail(client, write),
  };
}
