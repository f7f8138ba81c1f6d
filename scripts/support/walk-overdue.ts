import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { GateResult } from '../../domain/gates/gate.ts';
import { addDays } from '../../domain/local-date.ts';
import { unfold, type PatternGate, type PatternValues } from '../../server/db/decision-pattern.ts';
import { anyTime } from './any-time.ts';
import { until, Visitor } from './visitor.ts';
import type { House } from './house.ts';
import type { WalkBooks } from './walk-books.ts';

export interface WalkStep {
  step: string;
  at: string;
  ids: Record<string, string | number | null>;
  result: string;
  gates: GateResult[];
}

type Tell = (step: WalkStep) => void;
type Row = Record<string, unknown>;

/**
 * An overdue invoice is entered in the sandbox books of an organisation whose reminders are on, and paid in the end; every step is read
 * off where it left its trace: our tables, the worker's log, the mailbox, and the books themselves. True when the message arrived exactly
 * once, what was written about it was read back from the books, and nothing more left once it was paid.
 */
export async function walkOverdue(place: Place, tell: Tell): Promise<boolean> {
  const database = new pg.Client({ connectionString: place.house.databaseUrl });
  await database.connect();
  try {
    return await walk({ ...place, tell, database, visitor: new Visitor(place.house) });
  } finally {
    await database.end();
  }
}

interface Place {
  house: House;
  books: WalkBooks;
  /** What the worker wrote into its log so far. */
  log: Row[];
}

interface Walk extends Place {
  tell: Tell;
  database: pg.Client;
  visitor: Visitor;
}

async function walk(it: Walk): Promise<boolean> {
  await goLive(it);
  const lastPost = await newestPost(it);
  const invoiceId = await enterOverdueInvoice(it);
  await tellWebhook(it, lastPost);
  await tellJob(it);
  await tellMirror(it, invoiceId);
  await tellDecision(it, invoiceId);
  const deliveryId = await tellSend(it, invoiceId);
  const copies = await tellEvidence(it, deliveryId);
  const isReadBack = await tellWriteBack(it, invoiceId, deliveryId);
  const isNothingMore = await tellPaid(it, invoiceId);
  return copies === 1 && isReadBack && isNothingMore;
}

/** Connected, imported, one rule, write-back agreed, and no message to anybody yet: the sample's old invoices are cut off by date. */
async function goLive({ books, visitor }: Walk): Promise<void> {
  await visitor.connectBy(books.key, (url) => books.consent(url));
  const organisation = await until('the first sync', async () => {
    const seen = await visitor.call('GET /o/:org', {});
    return seen.lastSync?.type === 'import' && seen.lastSync.state === 'done' && seen;
  });
  const { todayOn } = await visitor.call('POST /o/:org/rules/preview', {
    body: { ruleId: null, settings: settings(null) },
  });
  const changed = await visitor.call('PATCH /o/:org', {
    body: {
      version: organisation.version,
      writeBack: books.writeBack,
      nativeReminders: 'off',
      sending: anyTime,
    },
  });
  await visitor.call('POST /o/:org/rules', {
    body: { enabled: true, settings: settings(addDays(todayOn, -12)) },
  });
  const old = { choice: 'skip' as const, perDay: null };
  await visitor.call('PUT /o/:org/reminders', {
    body: { on: true, version: changed.version, old },
  });
}

function settings(createdBefore: string | null) {
  return {
    name: 'Overdue invoice',
    type: 'due' as const,
    condition: 'overdue' as const,
    steps: [3, 10, 20].map((days, index) => ({
      id: randomUUID(),
      days,
      templateId: ['friendly', 'second', 'final'][index] ?? 'final',
    })),
    customers: { mode: 'except' as const, customerIds: [] },
    memo: { mode: 'ignore' as const, token: '#no-reminder' },
    createdBefore: { on: createdBefore },
    terms: { off: [], known: [] },
    email: { cc: [], bcc: [] },
  };
}

async function enterOverdueInvoice({ books, visitor }: Walk): Promise<string> {
  const { todayOn } = await visitor.call('POST /o/:org/rules/preview', {
    body: { ruleId: null, settings: settings(null) },
  });
  return books.enterInvoice({ documentOn: addDays(todayOn, -12), dueOn: addDays(todayOn, -11) });
}

/** Before the invoice: books may post to see whether anybody listens. */
async function newestPost({ database }: Walk): Promise<string> {
  const { rows } = await database.query<Row>('select coalesce(max(id), 0) as id from webhook_post');
  return String(rows[0]?.['id']);
}

async function tellWebhook({ database, tell }: Walk, after: string): Promise<void> {
  const post = await until(
    'the webhook',
    async () =>
      (
        await database.query<Row>(
          'select id, received_at, length(body) as bytes, state from webhook_post where id > $1 order by id limit 1',
          [after],
        )
      ).rows[0],
  );
  tell({
    step: '1 webhook',
    at: iso(post.received_at),
    ids: { post: String(post.id) },
    result: `signature verified, ${String(post.bytes)} bytes stored once`,
    gates: [],
  });
}

async function tellJob({ log, tell }: Walk): Promise<void> {
  const entry = await until('its job', async () => log.find((line) => line.job === 'records.sync'));
  tell({
    step: '2 job',
    at: iso(entry.time),
    ids: { outbox: Number(entry.outbox) },
    result: `records.sync ${String(entry.outcome)}`,
    gates: [],
  });
}

async function tellMirror({ database, tell }: Walk, invoiceId: string): Promise<void> {
  const row = await until(
    'the invoice in the mirror',
    async () =>
      (
        await database.query<Row>(
          'select number, books_version, open_minor, currency, due_on::text, seen_at from invoice where id = $1',
          [invoiceId],
        )
      ).rows[0],
  );
  tell({
    step: '3 mirror',
    at: iso(row.seen_at),
    ids: { invoice: invoiceId, booksVersion: Number(row.books_version) },
    result: `invoice ${String(row.number)}, ${String(row.currency)} ${Number(row.open_minor) / 100} open, due ${String(row.due_on)}`,
    gates: [],
  });
}

async function tellDecision({ database, tell }: Walk, invoiceId: string): Promise<void> {
  const row = await until('the decision', () => planningOf(database, invoiceId));
  tell({
    step: '4 decision',
    at: iso(row['planned_at']),
    ids: { delivery: String(row['id']), ruleVersion: Number(row['rule_version']) },
    result: 'pass',
    gates: unfold(row['gates'] as PatternGate[], row['saw'] as PatternValues),
  });
}

async function tellSend({ database, tell }: Walk, invoiceId: string): Promise<string> {
  const row = await until(
    'the message',
    async () =>
      (
        await database.query<Row>(
          "select * from delivery where invoice_id = $1 and state = 'sent'",
          [invoiceId],
        )
      ).rows[0],
  );
  const look = await until('the last look', () => lastLookOf(database, invoiceId));
  tell({
    step: '5 send',
    at: iso(row.sent_at),
    ids: {
      delivery: String(row.id),
      messageId: String(row.message_id),
      provider: String(row.provider_id),
    },
    result: `books read again, all gates again: ${String(look.verdict)}; sent to ${(row.recipients as string[]).join(', ')}`,
    gates: look.gates as GateResult[],
  });
  return String(row.id);
}

async function tellEvidence({ house, database, tell }: Walk, deliveryId: string): Promise<number> {
  const row = await until(
    'the evidence',
    async () =>
      (await database.query<Row>('select * from evidence where delivery_id = $1', [deliveryId]))
        .rows[0],
  );
  const arrived = ((await house.sandboxes.mailbox?.messages()) ?? []).filter((mail) =>
    mail.messageId?.includes(deliveryId),
  );
  tell({
    step: '6 evidence',
    at: iso(row.at),
    ids: { evidence: String(row.id), mails: arrived.length },
    result: `${String(row.kind)} by ${String(row.source)}; in the mailbox ${arrived.length} time(s): ${arrived[0]?.subject ?? '–'}`,
    gates: [],
  });
  return arrived.length;
}

async function tellWriteBack(
  { books, database, tell }: Walk,
  invoiceId: string,
  deliveryId: string,
): Promise<boolean> {
  const row = await until(
    'the write-back',
    async () =>
      (
        await database.query<Row>(
          "select * from write_back where delivery_id = $1 and state <> 'waiting'",
          [deliveryId],
        )
      ).rows[0],
  );
  const { statusText, noteLine } = row.fields as { statusText?: string; noteLine?: string };
  const wanted = statusText ?? noteLine;
  const kept = await books.readTrace(invoiceId);
  const isReadBack = row.state === 'done' && kept === wanted;
  tell({
    step: '7 write-back',
    at: iso(row.done_at),
    ids: { writeBack: String(row.id), invoice: invoiceId },
    result: `${String(row.state)}; the books now say “${kept}”${isReadBack ? '' : `, wanted “${String(wanted)}”`}`,
    gates: [],
  });
  return isReadBack;
}

/** Whether the one message is all there is once the payment is known and all work about it is done. */
async function tellPaid(
  { house, books, database, tell }: Walk,
  invoiceId: string,
): Promise<boolean> {
  await books.payInvoice(invoiceId);
  const row = await until('the payment', async () => {
    const { rows } = await database.query<Row>(
      'select open_minor, seen_at from invoice where id = $1 and open_minor = 0',
      [invoiceId],
    );
    return rows[0];
  });
  await until('the end of all work', () => isQuiet(database));
  const { rows: planned } = await database.query<Row>(
    "select id from delivery where invoice_id = $1 and state = 'planned'",
    [invoiceId],
  );
  const mails = (await house.sandboxes.mailbox?.messages())?.length ?? 0;
  tell({
    step: '8 paid',
    at: iso(row['seen_at']),
    ids: { invoice: invoiceId, planned: planned.length, mails },
    result: `nothing is open; planned messages: ${planned.length}; in the mailbox ${mails} in all`,
    gates: [],
  });
  return mails === 1 && planned.length === 0;
}

async function isQuiet(database: pg.Client): Promise<boolean> {
  const { rowCount } = await database.query(
    "select 1 from outbox where state = 'queued' or (state = 'waiting' and available_at < now() + interval '5 seconds') limit 1",
  );
  return rowCount === 0;
}

async function lastLookOf(database: pg.Client, invoiceId: string): Promise<Row | undefined> {
  const { rows } = await database.query<Row>(
    "select * from decision where invoice_id = $1 and phase = 'send' order by id desc limit 1",
    [invoiceId],
  );
  return rows[0];
}

/** The planned message, with what the gates saw. */
async function planningOf(database: pg.Client, invoiceId: string): Promise<Row | undefined> {
  const { rows } = await database.query<Row>(
    `select d.id, d.planned_at, d.rule_version, d.saw, p.gates from delivery d
     join decision_pattern p on p.organisation_id = d.organisation_id and p.id = d.pattern_id
     where d.invoice_id = $1 order by d.planned_at desc limit 1`,
    [invoiceId],
  );
  return rows[0];
}

function iso(value: unknown): string {
  return new Date(value as string | number | Date).toISOString();
}
