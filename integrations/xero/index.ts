import type { Books, BooksCompany, BooksSession } from '../books.ts';
import { listAttachments, readAttachment } from './attachments.ts';
import { readChanges } from './changes.ts';
import { createClient } from './client.ts';
import { readCompany } from './company.ts';
import { createConsent } from './connect.ts';
import { createDefaultTerms, type DefaultTermsMemory } from './default-terms.ts';
import { callLimits, freeDailyCalls, maxEmailLength, sweepMinutes } from './limits.ts';
import { readOnlineLink } from './online-link.ts';
import { countRecords, readPage } from './pages.ts';
import { readById } from './read.ts';
import type { XeroSettings } from './settings.ts';
import { readTerms } from './terms.ts';
import { createWebhook } from './webhook.ts';
import { writeCustomerEmail } from './write-customer.ts';
import { writeInvoice } from './write-invoice.ts';

export type { XeroSettings } from './settings.ts';

/** Xero. The settings are given, never read from the environment. */
export function createXero(settings: XeroSettings): Books {
  const defaultTerms: DefaultTermsMemory = new Map();
  return {
    key: 'xero',
    name: 'Xero',
    accountName: 'Xero',
    abilities: {
      markedFiles: true,
      mirrorsFiles: false,
      sentMark: true,
      statusField: false,
      memo: 'reference',
      noteLine: 'history',
      expectedDay: true,
      maxEmailLength,
      nativeReminders: 'readable',
      tellsOfCompany: false,
    },
    limits: { ...callLimits, monthly: null, daily: settings.dailyCalls ?? freeDailyCalls },
    sweepMinutes,
    consent: createConsent(settings),
    webhook: createWebhook(settings.webhookKeys),
    open: (session) => openCompany(settings, session, defaultTerms),
  };
}

function openCompany(
  settings: XeroSettings,
  session: BooksSession,
  memory: DefaultTermsMemory,
): BooksCompany {
  const client = createClient(settings, session);
  const { booksId } = session;
  const terms = createDefaultTerms(memory, { client, booksId, now: settings.now });
  return {
    readCompany: () => readCompany(client),
    countRecords: () => countRecords(client),
    readPage: (kind, from, options) =>
      readPage(client, kind, from, { scope: options?.scope, terms }),
    readChanges: (sinceAt) => readChanges(client, sinceAt, terms),
    readById: (kind, ids) => readById(client, kind, ids, terms),
    readTerms: () => readTerms(client, terms),
    // Refunds are payments here, and come with the changes alone.
    readRefunds: () => Promise.resolve({ customerIds: [], ofAnybody: false }),
    readPdf: (id) => client.pdf(id),
    readOnlineLink: (id) => readOnlineLink(client, id),
    listAttachments: (id) => listAttachments(client, id),
    readAttachment: (file) => readAttachment(client, file),
    writeInvoice: (write) => writeInvoice(client, write),
    writeCustomerEmail: (write) => writeCustomerEmail(client, write, terms),
  };
}
