import { sql } from 'drizzle-orm';
import {
  boolean,
  customType,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { StopReason } from '../../../domain/deliveries/stop-reason.ts';

export const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' });
export const instant = () => timestamp({ withTimezone: true, mode: 'date' });

/** A human being, known by the provider's OpenID subject, never by address (facts: marketplace 1.2). Belongs to no organisation. */
export const person = pgTable(
  'person',
  {
    id: uuid().primaryKey(),
    provider: text().notNull(),
    subject: text().notNull(),
    email: text().notNull(),
    name: text().notNull(),
    language: text().notNull(),
    createdAt: instant().notNull(),
    seenAt: instant().notNull(),
  },
  (t) => [unique('person_subject').on(t.provider, t.subject)],
);

/** Table of connect-pg-simple; its shape is the library's. */
export const session = pgTable(
  'session',
  {
    sid: text().primaryKey(),
    sess: jsonb().notNull(),
    expire: timestamp({ precision: 6 }).notNull(),
  },
  (t) => [index('session_expire').on(t.expire)],
);

/** One trip to a consent page. `state` is stored hashed, bound to the browser, and used up by one UPDATE. */
export const consentAttempt = pgTable('consent_attempt', {
  stateHash: text().primaryKey(),
  provider: text().notNull(),
  intent: text().notNull(),
  nonce: text().notNull(),
  browserHash: text().notNull(),
  /** The organisation that asked to reconnect; the company must then be the same one (E25). */
  reconnectId: uuid(),
  /** Somebody who is signed in and adds further books to theirs, whoever they are at the vendor. */
  adderId: uuid(),
  createdAt: instant().notNull(),
  expiresAt: instant().notNull(),
  usedAt: instant(),
});

/** A consent for several companies, until the person says which of them to connect. */
export const consentChoice = pgTable(
  'consent_choice',
  {
    id: uuid().primaryKey(),
    /** Who chooses: the person of the session. */
    personId: uuid().notNull(),
    /** Who consented; the same one, unless somebody adds books of an account of theirs that we know as another person. */
    consenterId: uuid().notNull(),
    provider: text().notNull(),
    /** Tokens and companies. */
    accessSealed: text().notNull(),
    createdAt: instant().notNull(),
    expiresAt: instant().notNull(),
    usedAt: instant(),
    /** Of an expired one: when the vendor is told next that the access has ended. */
    endTryAt: instant(),
  },
  (t) => [index('consent_choice_expires').on(t.expiresAt)],
);

/** One business, one tenant. */
export const organisation = pgTable(
  'organisation',
  {
    id: uuid().primaryKey(),
    name: text().notNull(),
    timeZone: text().notNull(),
    timeZoneConfirmed: boolean().notNull(),
    language: text().notNull(),
    country: text(),
    homeCurrency: text(),
    companyEmail: text(),
    /** Text fields of the books that could carry a status: [{id, name}]. */
    customFields: jsonb().$type<{ id: string; name: string }[]>().notNull(),
    /** Master switch (BJ-20); off until somebody turns it on. */
    remindersOn: boolean().notNull().default(false),
    /** What the owner agreed that Dunlin writes into the books. */
    writeBackSentMark: boolean().notNull().default(false),
    writeBackStatusFieldId: text(),
    writeBackNote: boolean().notNull().default(false),
    writeBackEmail: boolean().notNull().default(false),
    writeBackPromise: boolean().notNull().default(false),
    /** Whether the books send reminders of their own, as a person answered (UF-2); asked before going live. */
    nativeReminders: text().$type<'unknown' | 'off' | 'on'>().notNull().default('unknown'),
    nativeRemindersAt: instant(),
    nativeRemindersBy: text(),
    /** First time that reminders were switched on. */
    wentLiveAt: instant(),
    /** Nothing is chased while the last successful reading is older (product.md 4, idea 8). */
    staleAfterHours: integer().notNull().default(24),
    /** Nor while the last recorded payment is older than this many days; null: the owner did not ask for it. */
    paymentsWithinDays: integer(),
    /** Somebody said that the books are reconciled as of then. */
    reconciledAt: instant(),
    reconciledBy: text(),
    /** Since when the books count as too old to chase by; null while they are fresh. */
    staleSince: instant(),
    /** Hours, days off and caps, as domain/calendar/sending-settings.ts reads them. */
    sending: jsonb().$type<unknown>().notNull().default({}),
    /**
     * The holidays that follow from `sending`, from last year to the year after the next, less those that the owner unticked. Resolved by a
     * service, because the table of the world's holidays is a library that neither queries nor gates may know; worked out with each save
     * and again each day, so that they neither run out nor stay as an old table had them.
     */
    sendingHolidays: text()
      .array()
      .notNull()
      .default(sql`'{}'`),
    sendingHolidaysOn: date(),
    /** Nothing leaves since then, until a person resumes (E57); null: sending is not stopped. */
    sendingStoppedAt: instant(),
    sendingStoppedReason: text().$type<StopReason>(),
    /** When it was last looked whether unusually many reminders are to leave. */
    volumeLookedAt: instant(),
    /** Failures before a person last resumed do not stop sending again. */
    sendingResumedAt: instant(),
    /** As domain/calendar/autopay.ts reads them. */
    autopay: jsonb().$type<unknown>().notNull().default({}),
    /** In whose name messages leave, and the last check of that domain; as domain/sender reads them. */
    sender: jsonb().$type<unknown>().notNull().default({}),
    senderCheck: jsonb().$type<unknown>(),
    /** As domain/invoice-sending/settings.ts reads them. */
    invoiceSending: jsonb().$type<unknown>().notNull().default({}),
    /** When it was last turned on: invoices entered before are not sent (UF-3). */
    invoiceSendingSince: instant(),
    /** UTC day whose cut-off has brought its automatic sending run. */
    invoiceRunOn: date({ mode: 'string' }),
    /** Last complete reading per kind of record. */
    kindsSyncedAt: jsonb().$type<Record<string, string>>().notNull().default({}),
    /** Instant at which the next local day begins and open invoices are looked at again. */
    nextPlanAt: instant(),
    syncedAt: instant(),
    version: integer().notNull().default(0),
    createdAt: instant().notNull(),
  },
  (t) => [index('organisation_next_plan').on(t.nextPlanAt)],
);

export const membership = pgTable(
  'membership',
  {
    organisationId: uuid().notNull(),
    personId: uuid()
      .notNull()
      .references(() => person.id),
    role: text().$type<'owner' | 'admin' | 'member' | 'viewer'>().notNull(),
    createdAt: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organisationId, t.personId] }),
    index('membership_person').on(t.personId),
  ],
);

/**
 * The tokens of one consent, sealed. Some vendors hang them on the person, and all companies that the person connected share them: stored
 * once and refreshed by one at a time. So a grant belongs to no organisation; one sees it through a connection of its own.
 */
export const booksGrant = pgTable(
  'books_grant',
  {
    id: uuid().primaryKey(),
    provider: text().notNull(),
    /** Keyed hash of what the vendor hangs the tokens on. */
    keyIndex: text().notNull(),
    tokensSealed: text().notNull(),
    accessExpiresAt: instant().notNull(),
    refreshExpiresAt: instant().notNull(),
    refreshHardExpiresAt: instant(),
    /** Lease of the one worker that may refresh, with a fence that a late writer cannot pass. */
    refreshUntil: instant(),
    refreshFence: integer().notNull().default(0),
  },
  (t) => [unique('books_grant_key').on(t.provider, t.keyIndex)],
);

/** The OAuth link to the books. The company's id is sealed; look-ups go through `booksIndex`, a keyed hash. */
export const connection = pgTable(
  'connection',
  {
    organisationId: uuid().notNull(),
    id: uuid().notNull(),
    provider: text().notNull(),
    booksSealed: text().notNull(),
    booksIndex: text().notNull(),
    companyName: text().notNull(),
    /** Null once the vendor was told that the access has ended. */
    grantId: uuid().references(() => booksGrant.id),
    state: text().$type<'live' | 'needs-reconnect' | 'paused' | 'disconnected'>().notNull(),
    reason: text().notNull().default(''),
    connectedAt: instant().notNull(),
    connectedBy: text().notNull(),
    /** Of a disconnected one: when the vendor is told next that the access has ended. */
    endTryAt: instant(),
    /** Changes up to this instant are in the mirror; the next sweep starts a little earlier. */
    sweptAt: instant(),
    nextSweepAt: instant(),
    /** The last check that compared mirror and books, and when the next is due. */
    checkedAt: instant(),
    nextCheckAt: instant(),
    /** First of the metered calls that were throttled without an answer since. */
    throttledSince: instant(),
    /** The month's allowance is used up until then; state is `paused`. */
    pausedUntil: instant(),
    /** Looks that found a renewed token refused, one after the other without an answer between, and when the next look is due. */
    refusedLooks: integer().notNull().default(0),
    nextLookAt: instant(),
    callsThisMonth: integer().notNull().default(0),
    callsMonth: text().notNull().default(''),
  },
  (t) => [
    primaryKey({ columns: [t.organisationId, t.id] }),
    /** A company is connected to one organisation at a time (E25). Spans organisations on purpose; the index is a keyed hash. */
    uniqueIndex('connection_company')
      .on(t.provider, t.booksIndex)
      .where(sql`state <> 'disconnected'`),
    index('connection_next_sweep').on(t.nextSweepAt),
    index('connection_next_check').on(t.nextCheckAt),
    index('connection_grant').on(t.grantId),
  ],
);
