import { z } from 'zod';
import { languages } from '../rules/rule.ts';
import { Instant, MoneyJson, Version } from './common.ts';

export const ConnectionJson = z.object({
  books: z.string(),
  booksName: z.string(),
  companyName: z.string(),
  /** `needs-reconnect` stops all sending (E58). */
  state: z.enum(['live', 'needs-reconnect', 'paused', 'disconnected']),
  reason: z.string(),
  connectedAt: Instant,
  connectedBy: z.string(),
});

export const SyncKindProgress = z.object({
  kind: z.enum(['terms', 'customers', 'invoices']),
  done: z.number().int(),
  total: z.number().int().nullable(),
});

export const SyncRunJson = z.object({
  id: z.string(),
  type: z.enum(['import', 'sweep']),
  state: z.enum(['running', 'done', 'failed', 'waiting']),
  startedAt: Instant,
  endedAt: Instant.nullable(),
  /** When the books ask us to wait. */
  waitingUntil: Instant.nullable(),
  progress: z.array(SyncKindProgress),
  unreadable: z.number().int(),
  /** Code of the failure, with a sentence in the catalogue; empty when none. */
  errorCode: z.string(),
});
export type SyncRunJson = z.infer<typeof SyncRunJson>;

export const WriteBackJson = z.object({
  /** Set EmailStatus and delivery time on the invoice. */
  sentMark: z.boolean(),
  /** Custom field that carries "Reminder 10 days, 22 Nov 2026"; null is off. */
  statusFieldId: z.string().nullable(),
});

export const OrganisationJson = z.object({
  id: z.string(),
  name: z.string(),
  role: z.enum(['owner', 'admin', 'member', 'viewer']),
  version: Version,
  timeZone: z.string(),
  /** False while the zone is our guess; the books did not name one. */
  timeZoneConfirmed: z.boolean(),
  language: z.enum(languages),
  homeCurrency: z.string().nullable(),
  remindersOn: z.boolean(),
  writeBack: WriteBackJson,
  customFields: z.array(z.object({ id: z.string(), name: z.string() })),
  connection: ConnectionJson.nullable(),
  lastSync: SyncRunJson.nullable(),
  /** Successful read of the books, for "Up to date · 2 min". */
  syncedAt: Instant.nullable(),
});
export type OrganisationJson = z.infer<typeof OrganisationJson>;

export const OrganisationPatch = z.object({
  version: Version,
  timeZone: z.string().max(64).optional(),
  language: z.enum(languages).optional(),
  writeBack: WriteBackJson.optional(),
});

export const RemindersPut = z.object({ on: z.boolean(), version: Version });

/** What the master switch would let go within 24 hours, shown before turning it on (BJ-20, ux R1). */
export const GoLiveJson = z.object({
  messages: z.number().int(),
  customers: z.number().int(),
  amounts: z.array(MoneyJson),
  oldestDaysLate: z.number().int().nullable(),
});

export const MeJson = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  language: z.enum(languages),
  organisations: z.array(z.object({ id: z.string(), name: z.string(), role: z.string() })),
  csrfToken: z.string(),
});

export const SystemsJson = z.array(
  z.object({ key: z.string(), name: z.string(), connectPath: z.string(), sandbox: z.boolean() }),
);
