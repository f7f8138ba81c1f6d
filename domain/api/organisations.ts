import { z } from 'zod';
import { AutopaySettings } from '../calendar/autopay.ts';
import { SendingSettings, SendingSettingsPut } from '../calendar/sending-settings.ts';
import { stopReasons } from '../deliveries/stop-reason.ts';
import { InvoiceSendingSettings, InvoiceSendingSettingsPut } from '../invoice-sending/settings.ts';
import { SenderSettings, SenderSettingsPut } from '../sender/settings.ts';
import { languages } from '../rules/rule.ts';
import { Day, Instant, MoneyJson, PageQuery, pageOf, Version } from './common.ts';

/** `needs-reconnect` and `paused` stop all sending (E58). */
const ConnectionState = z.enum(['live', 'needs-reconnect', 'paused', 'disconnected']);
export type ConnectionState = z.infer<typeof ConnectionState>;

export const ConnectionJson = z.object({
  books: z.string(),
  booksName: z.string(),
  companyName: z.string(),
  state: ConnectionState,
  reason: z.string(),
  connectedAt: Instant,
  connectedBy: z.string(),
  /** The allowance of calls is used up until then. */
  pausedUntil: Instant.nullable(),
  /** End of the grant that no refresh moves, when it is near enough to act (Intuit: five years; facts: QuickBooks 1.5). */
  endsAt: Instant.nullable(),
  /** Reads that the vendor counts, in the current month. */
  calls: z.object({
    /** First day of the month, UTC. */
    month: Day,
    thisCompany: z.number().int(),
    /** What the vendor meters: the calls of a month, of all companies of this installation together, or those of a day, of this company. */
    per: z.enum(['month', 'day']).nullable(),
    /** Share of the allowance that is used, 0 to 1; null when the vendor does not meter. */
    used: z.number().nullable(),
    allowance: z.number().int().nullable(),
    /** 0.8 of the allowance or more is used. */
    nearlyUsed: z.boolean(),
  }),
  /** Which texts of an invoice the memo filter looks at (BJ-10, E52). */
  memo: z.enum(['messages', 'reference']),
  /** What may be written there, and how much fits. */
  writes: z.object({
    /** A custom field can carry the last reminder. */
    statusField: z.boolean(),
    noteLine: z.enum(['memo', 'history', 'none']),
    /** The books know a day on which they expect the payment of an invoice. */
    expectedDay: z.boolean(),
    /** Characters of all addresses of a customer together (E31). */
    maxEmailLength: z.number().int(),
  }),
  /** The books may remind by themselves: they say so, or where nothing reads it, the owner is asked (UF-2). */
  nativeReminders: z.object({
    ability: z.enum(['ask', 'readable', 'none']),
    answer: z.enum(['unknown', 'off', 'on']),
    at: Instant.nullable(),
    by: z.string().nullable(),
  }),
});

export const syncKinds = [
  'terms',
  'customers',
  'invoices',
  'credits',
  'payments',
  'attachments',
] as const;

export const SyncKindProgress = z.object({
  kind: z.enum(syncKinds),
  done: z.number().int(),
  total: z.number().int().nullable(),
});

export const SyncRunJson = z.object({
  id: z.string(),
  type: z.enum(['import', 'sweep', 'check']),
  state: z.enum(['running', 'done', 'failed', 'waiting']),
  startedAt: Instant,
  endedAt: Instant.nullable(),
  /** When the books ask us to wait. */
  waitingUntil: Instant.nullable(),
  /** Last sign of progress. */
  movedAt: Instant.nullable(),
  /** Running, yet without progress for two minutes: another worker takes it up by itself. */
  stalled: z.boolean(),
  /** Name of the person who asked for it; empty when the clock did. */
  requestedBy: z.string(),
  progress: z.array(SyncKindProgress),
  /** Seconds left at the pace so far; null while that cannot be said. */
  secondsLeft: z.number().int().nullable(),
  /** Records that were not as the mirror had them. */
  changed: z.number().int(),
  unreadable: z.number().int(),
  problems: z.array(z.object({ recordId: z.string(), code: z.string() })),
  /** Code of the failure, with a sentence in the catalogue; empty when none. */
  errorCode: z.string(),
});
export type SyncRunJson = z.infer<typeof SyncRunJson>;

/** The sync screen (ux O1). */
export const SyncJson = z.object({
  /** The run to look at: the one under way, else the last one. */
  run: SyncRunJson.nullable(),
  /** Last complete reading of each kind, and how many records the mirror holds. */
  kinds: z.array(
    z.object({
      kind: z.enum(syncKinds),
      syncedAt: Instant.nullable(),
      records: z.number().int(),
    }),
  ),
  syncedAt: Instant.nullable(),
  /** Last comparison of mirror and books, and the next one. */
  checkedAt: Instant.nullable(),
  nextCheckAt: Instant.nullable(),
  /** Records that the books named and that wait to be read. */
  waiting: z.number().int(),
  /** The last 24 hours, oldest first; hours without change are absent. */
  hours: z.array(z.object({ at: Instant, changed: z.number().int(), calls: z.number().int() })),
  freshness: z.object({
    /** Chasing waits because the books are older than the owner allows (product.md 4, idea 8). */
    stale: z.enum(['no', 'sync', 'payments']),
    since: Instant.nullable(),
    staleAfterHours: z.number().int(),
    paymentsWithinDays: z.number().int().nullable(),
    lastPaymentOn: Day.nullable(),
    reconciledAt: Instant.nullable(),
    reconciledBy: z.string().nullable(),
  }),
});
export type SyncJson = z.infer<typeof SyncJson>;

export const SyncRunQuery = PageQuery.omit({ q: true }).extend({
  type: z.enum(['import', 'sweep', 'check']).optional(),
  state: z.enum(['running', 'done', 'failed', 'waiting']).optional(),
});
export const SyncRunPage = pageOf(SyncRunJson);

/** `now` reads what changed; `check` compares everything. */
export const SyncRequest = z.object({ kind: z.enum(['now', 'check']).default('now') });

/** One change that Dunlin made in the books, or tried to (ux S10). */
export const WriteBackRowJson = z.object({
  id: z.string(),
  kind: z.enum(['sent', 'promise', 'customer-email']),
  state: z.enum(['waiting', 'done', 'dropped', 'failed']),
  reason: z.string(),
  at: Instant,
  doneAt: Instant.nullable(),
  requestedBy: z.string(),
  invoice: z.object({ id: z.string(), number: z.string().nullable() }).nullable(),
  customer: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** Field names with the text before and after, as read back. */
  before: z.record(z.string(), z.string()),
  after: z.record(z.string(), z.string()),
  /** It can be taken back: an address that the books still hold as we wrote it. */
  undoable: z.boolean(),
  /** Id of the change that this one took back. */
  undoOf: z.string().nullable(),
});
export type WriteBackRowJson = z.infer<typeof WriteBackRowJson>;
export const WriteBackPage = pageOf(WriteBackRowJson);
export const WriteBackQuery = PageQuery.extend({
  state: z.enum(['waiting', 'done', 'dropped', 'failed']).optional(),
});

/** A customer's address, changed in the books. `expected` is the one the person saw; another one there now stops it (E33). */
export const CustomerEmailPut = z.object({
  email: z.string().trim().max(1000).nullable(),
  expected: z.string().nullable(),
});

export const WriteBackJson = z.object({
  /** Set EmailStatus and delivery time on the invoice. */
  sentMark: z.boolean(),
  /** Custom field that carries "Reminder 10 days, 22 Nov 2026"; null is off. */
  statusFieldId: z.string().nullable(),
  /** Add a line to the statement memo, e.g. "Reminder 10 d, 2026-11-22". It is printed on statements. */
  note: z.boolean(),
  /** Write addresses of customers that people correct in Dunlin. */
  email: z.boolean(),
  /** Write the day of a promise as the day on which the books expect the payment. */
  promise: z.boolean(),
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
  sending: SendingSettings,
  /** All sending waits until a person resumes it (E57); null: it is not stopped. */
  sendingStopped: z.object({ at: Instant, reason: z.enum(stopReasons) }).nullable(),
  autopay: AutopaySettings,
  invoiceSending: InvoiceSendingSettings,
  sender: SenderSettings,
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
  nativeReminders: z.enum(['off', 'on']).optional(),
  staleAfterHours: z.number().int().min(2).max(168).optional(),
  paymentsWithinDays: z.number().int().min(1).max(90).nullable().optional(),
  sending: SendingSettingsPut.optional(),
  autopay: AutopaySettings.optional(),
  invoiceSending: InvoiceSendingSettingsPut.optional(),
  sender: SenderSettingsPut.optional(),
});

const Place = z.object({ code: z.string(), name: z.string() });

/** Regions are those of `country`. */
export const HolidayPlacesQuery = z.object({
  language: z.enum(languages),
  country: z.string().max(2).optional(),
});
export const HolidayPlaces = z.object({ countries: z.array(Place), regions: z.array(Place) });

/** Of a country and region to try; without them, of those that are saved. */
export const HolidaysQuery = HolidayPlacesQuery.extend({ region: z.string().max(20).optional() });

/** Days off of the next twelve months, in order. */
export const HolidayList = z.object({
  rows: z.array(
    z.object({
      on: Day,
      /** Empty for a day that the organisation added. */
      names: z.array(z.string()),
      /** False for a public holiday that the organisation unticked. */
      applied: z.boolean(),
    }),
  ),
});

/** What happens to invoices that were late before and never reminded by Dunlin (E21, product.md 4, idea 4). */
export const OldInvoicesChoice = z.object({
  /**
   * `by-rule`: the step that is due now; `skip`: never; `start-at-step`: begin with step number `step` and count the later ones from that
   * day; `start-fresh`: the same with step 1.
   */
  choice: z.enum(['by-rule', 'skip', 'start-at-step', 'start-fresh']),
  /** From 1; a rule with fewer steps begins with its last. */
  step: z.number().int().min(1).max(20).optional(),
  /** At most so many old invoices are begun a day, the least late first; null: all at once. */
  perDay: z.number().int().min(1).max(10_000).nullable(),
});
export type OldInvoicesChoice = z.infer<typeof OldInvoicesChoice>;

/** Turning on needs `old` while there are old invoices without a choice. */
export const RemindersPut = z.object({
  on: z.boolean(),
  version: Version,
  old: OldInvoicesChoice.optional(),
});

/** Choice to try in the forecast, as query parameters. */
export const GoLiveQuery = z.object({
  choice: z.enum(['by-rule', 'skip', 'start-at-step', 'start-fresh']).optional(),
  step: z.coerce.number().int().min(1).max(20).optional(),
  perDay: z.coerce.number().int().min(1).max(10_000).optional(),
});

/** What the master switch would let go within 24 hours, shown before turning it on (BJ-20, ux R1). */
export const GoLiveJson = z.object({
  /** Late before, never reminded, and nobody has chosen yet. */
  old: z.object({
    invoices: z.number().int(),
    customers: z.number().int(),
    oldestDaysLate: z.number().int().nullable(),
    /** Most steps that an enabled rule has. */
    steps: z.number().int(),
    /** Days until all old invoices have begun; null without a limit per day. */
    days: z.number().int().nullable(),
  }),
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
  organisations: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      role: z.string(),
      /** The books it is connected to, or was last; null when it never was. */
      books: z.object({ name: z.string(), state: ConnectionState }).nullable(),
    }),
  ),
  csrfToken: z.string(),
});
export type MeJson = z.infer<typeof MeJson>;

/** An accounting system that this installation offers, with the name of the account people sign in with there. */
export const SystemJson = z.object({
  key: z.string(),
  name: z.string(),
  accountName: z.string(),
  sandbox: z.boolean(),
});
export type SystemJson = z.infer<typeof SystemJson>;
export const SystemsJson = z.array(SystemJson);
