import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  date,
  foreignKey,
  index,
  integer,
  json,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import type { MessageEnvelope } from '../../../domain/deliveries/envelope.ts';
import type { GateResult } from '../../../domain/gates/gate.ts';
import type { ReminderClass, RuleSettings } from '../../../domain/rules/rule.ts';
import type { PatternGate, PatternValues } from '../decision-pattern.ts';
import { instant } from './people.ts';

const day = () => date({ mode: 'string' });
const identity = () => bigint({ mode: 'number' }).generatedAlwaysAsIdentity();

export const rule = pgTable(
  'rule',
  {
    organisationId: uuid().notNull(),
    id: uuid().notNull(),
    version: integer().notNull(),
    enabled: boolean().notNull(),
    position: integer().notNull(),
    settings: jsonb().$type<RuleSettings>().notNull(),
    /** First saved: what was in the books before is no news to a rule about new invoices. */
    createdAt: instant().notNull(),
    changedAt: instant().notNull(),
    changedBy: text().notNull(),
    deletedAt: instant(),
  },
  (t) => [primaryKey({ columns: [t.organisationId, t.id] })],
);

/** Every save, unchanged for ever: a message says which version sent it. */
export const ruleVersion = pgTable(
  'rule_version',
  {
    organisationId: uuid().notNull(),
    ruleId: uuid().notNull(),
    version: integer().notNull(),
    enabled: boolean().notNull(),
    settings: jsonb().$type<RuleSettings>().notNull(),
    changedAt: instant().notNull(),
    changedBy: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organisationId, t.ruleId, t.version] }),
    foreignKey({
      columns: [t.organisationId, t.ruleId],
      foreignColumns: [rule.organisationId, rule.id],
    }),
  ],
);

/** What all gates said about an invoice and a step when a message was planned, dropped or sent. Append-only. */
export const decision = pgTable(
  'decision',
  {
    organisationId: uuid().notNull(),
    id: identity(),
    invoiceId: text().notNull(),
    ruleId: uuid().notNull(),
    ruleVersion: integer().notNull(),
    stepId: uuid(),
    /** `plan`: when the message was planned; `send`: at the last look before the call. */
    phase: text().$type<'plan' | 'send'>().notNull(),
    verdict: text().$type<'pass' | 'skip' | 'hold'>().notNull(),
    decidedBy: text(),
    gates: json().$type<GateResult[]>().notNull(),
    decidedAt: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organisationId, t.id] }),
    index('decision_invoice').on(t.organisationId, t.invoiceId),
  ],
);

/**
 * What many decisions of one planning have in common: each gate with its verdict and reason, the values that were the same for all, and
 * the names of those that were not. A decision keeps only the latter's values.
 */
export const decisionPattern = pgTable(
  'decision_pattern',
  {
    organisationId: uuid().notNull(),
    id: uuid().notNull(),
    gates: json().$type<PatternGate[]>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.organisationId, t.id] })],
);

/** One message on its way. `key` names what it is about, so a second one about the same cannot exist. */
export const delivery = pgTable(
  'delivery',
  {
    organisationId: uuid().notNull(),
    id: uuid().notNull(),
    key: text().notNull(),
    state: text()
      .$type<'planned' | 'claimed' | 'sent' | 'refused' | 'unknown' | 'cancelled'>()
      .notNull(),
    reason: text().notNull().default(''),
    channel: text().notNull(),
    invoiceId: text().notNull(),
    /** Null, with version, step and pattern, for an invoice that is sent itself. */
    ruleId: uuid(),
    ruleVersion: integer(),
    stepId: uuid(),
    days: smallint().notNull(),
    /** `invoice`: no reminder, but the invoice itself. */
    reminderClass: text().$type<ReminderClass | 'invoice'>().notNull(),
    /** The sending run that an invoice left with; null for reminders. */
    runId: uuid(),
    /** Messages of one customer and currency that leave together have the same; null: this one leaves by itself. */
    bundle: text(),
    /** Whom the message chases: the customer, or the parent who is billed in its place. */
    customerId: text(),
    /** What the gates saw when it was planned; what all planned together have in common is in `decisionPattern`. */
    patternId: uuid(),
    saw: json().$type<PatternValues>().notNull(),
    /** Not before: the sending hours, or the least delay of a notice. */
    leavesAt: instant().notNull(),
    /** When it was to leave before a person sent it now, whatever the sending hours say; null: its rule decides. */
    hastenedFrom: instant(),
    /** The delivery whose message this one left with; null for that one itself, and while none has left. */
    leftWith: uuid(),
    plannedOn: day().notNull(),
    plannedAt: instant().notNull(),
    /** Rises with each claim; a worker that woke too late writes nothing. */
    fence: integer().notNull().default(0),
    claimedAt: instant(),
    /** Set in the moment before the call; from then on only an answer or evidence moves the row. */
    calledAt: instant(),
    sentAt: instant(),
    provider: text(),
    providerId: text(),
    messageId: text(),
    recipients: jsonb().$type<string[]>(),
  },
  (t) => [
    primaryKey({ columns: [t.organisationId, t.id] }),
    unique('delivery_key').on(t.organisationId, t.key),
    index('delivery_invoice').on(t.organisationId, t.invoiceId),
    /** What is planned or under way; all else is history. */
    index('delivery_open')
      .on(t.organisationId, t.bundle)
      .where(sql`state in ('planned', 'claimed')`),
    index('delivery_contact')
      .on(t.organisationId, t.customerId, t.calledAt)
      .where(sql`called_at is not null`),
    /** Messages that left lately, for the caps (E57); those that left with another are none of their own. */
    index('delivery_called')
      .on(t.organisationId, t.calledAt)
      .where(sql`called_at is not null and left_with is null`),
    /** How far a sending run has come. */
    index('delivery_run')
      .on(t.organisationId, t.runId)
      .where(sql`run_id is not null`),
    /** What left with a message, when its result becomes known. */
    index('delivery_left_with')
      .on(t.organisationId, t.leftWith)
      .where(sql`left_with is not null`),
  ],
);

export interface Addressees {
  to: string[];
  cc: string[];
}

/** The message exactly as it left. */
export const deliveryMessage = pgTable(
  'delivery_message',
  {
    organisationId: uuid().notNull(),
    deliveryId: uuid().notNull(),
    language: text().$type<'en' | 'fr'>().notNull(),
    subject: text().notNull(),
    html: text().notNull(),
    text: text().notNull(),
    attachments: jsonb()
      .$type<{ fileName: string; sizeBytes: number; sha256: string }[]>()
      .notNull(),
    /** Whom its readers see it was sent to; copies that nobody sees are not among them. */
    addressees: jsonb().$type<Addressees>().notNull().default({ to: [], cc: [] }),
    /** From whom to whom; null for a message from before this was kept. */
    envelope: jsonb().$type<MessageEnvelope>(),
  },
  (t) => [
    primaryKey({ columns: [t.organisationId, t.deliveryId] }),
    foreignKey({
      columns: [t.organisationId, t.deliveryId],
      foreignColumns: [delivery.organisationId, delivery.id],
    }),
  ],
);

export const evidence = pgTable(
  'evidence',
  {
    organisationId: uuid().notNull(),
    id: identity(),
    deliveryId: uuid().notNull(),
    source: text().notNull(),
    /** Unique per source, so a repeated report is stored once. */
    rawKey: text().notNull(),
    kind: text().notNull(),
    at: instant().notNull(),
    raw: text().notNull(),
    /** Whose copy it is about; null: the message's as a whole. */
    address: text(),
  },
  (t) => [
    primaryKey({ columns: [t.organisationId, t.id] }),
    unique('evidence_raw').on(t.organisationId, t.deliveryId, t.source, t.rawKey),
    foreignKey({
      columns: [t.organisationId, t.deliveryId],
      foreignColumns: [delivery.organisationId, delivery.id],
    }),
  ],
);

/** An address to which the organisation sends nothing more: mail to it failed for good, or its owner complained. */
export const suppressedAddress = pgTable(
  'suppressed_address',
  {
    organisationId: uuid().notNull(),
    /** In small letters. */
    address: text().notNull(),
    /** The kind of report that caused it, or the reader's wish that the provider kept a message back for. */
    reason: text().notNull(),
    /** The message it was about. */
    deliveryId: uuid().notNull(),
    /** When it happened, by the channel's clock. */
    suppressedAt: instant().notNull(),
    /** A member allowed the address again; nothing is sent to it before the provider has taken it off its own lists. */
    liftAskedAt: instant(),
    liftAskedBy: text(),
    /** Set when it is lifted; only what happens later suppresses the address again. */
    liftedAt: instant(),
    liftedBy: text(),
  },
  (t) => [
    primaryKey({ columns: [t.organisationId, t.address] }),
    foreignKey({
      columns: [t.organisationId, t.deliveryId],
      foreignColumns: [delivery.organisationId, delivery.id],
    }),
  ],
);

export interface WriteBackFields {
  sentMark?: boolean;
  statusFieldId?: string | null;
  statusText?: string;
  /** Line for the statement memo; absent when the owner did not agree to it. */
  noteLine?: string;
  /** Day that was promised for the invoice. */
  expectedOn?: string;
  /** The new address field of a customer, and the one it may replace. Null is empty. */
  email?: string | null;
  expectedEmail?: string | null;
}

/** One change that Dunlin makes in the books, with what was read back. */
export const writeBack = pgTable(
  'write_back',
  {
    organisationId: uuid().notNull(),
    id: uuid().notNull(),
    kind: text().$type<'sent' | 'promise' | 'customer-email'>().notNull().default('sent'),
    /** The message it is about; null for a change that a person asked for. */
    deliveryId: uuid(),
    invoiceId: text(),
    customerId: text(),
    /** Name of the person who asked; empty for a message that left. */
    requestedBy: text().notNull().default(''),
    /** The change that this one takes back. */
    undoOf: uuid(),
    state: text().$type<'waiting' | 'done' | 'dropped' | 'failed'>().notNull(),
    reason: text().notNull().default(''),
    fields: jsonb().$type<WriteBackFields>().notNull(),
    /** What the books held before and hold after, read back. */
    before: jsonb().$type<Record<string, string>>(),
    after: jsonb().$type<Record<string, string>>(),
    createdAt: instant().notNull(),
    doneAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.organisationId, t.id] }),
    unique('write_back_delivery').on(t.organisationId, t.deliveryId),
    index('write_back_created').on(t.organisationId, t.createdAt),
    foreignKey({
      columns: [t.organisationId, t.deliveryId],
      foreignColumns: [delivery.organisationId, delivery.id],
    }),
  ],
);

/** Who did what, for the activity log and the timelines. The application may add rows, never change or delete them. */
export const activity = pgTable(
  'activity',
  {
    organisationId: uuid().notNull(),
    id: identity(),
    at: instant().notNull(),
    kind: text().notNull(),
    actorKind: text().$type<'person' | 'rule' | 'books' | 'dunlin'>().notNull(),
    actorName: text().notNull(),
    personId: uuid(),
    invoiceId: text(),
    deliveryId: uuid(),
    detail: json().$type<Record<string, string | number | boolean | null | string[]>>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organisationId, t.id] }),
    index('activity_invoice').on(t.organisationId, t.invoiceId, t.id),
  ],
);
