import { randomUUID } from 'node:crypto';
import type { CustomerId, OrganisationId } from '../../../../domain/ids.ts';
import type { JobOutcome } from '../../../../domain/jobs.ts';
import type { BooksCompany } from '../../../../integrations/books.ts';
import { REALM_A, type SandboxQuickBooks } from '../../../../sandbox/quickbooks/index.ts';
import type { DeliveryRecord } from '../../../../server/db/deliveries.ts';
import { delivery } from '../../../../server/db/schema/index.ts';
import { inOrganisation } from '../../../../server/db/transaction.ts';
import type { Context, Member } from '../../../../server/services/context.ts';
import { openReading, readById } from '../../../../server/services/sync/reading.ts';
import { applyWriteBack } from '../../../../server/services/write-back/apply.ts';
import { requestWriteBack } from '../../../../server/services/write-back/request.ts';
import type { TestDatabase } from '../../../support/database.ts';
import type { TestOrganisation } from '../../../support/make-organisation.ts';
import { startBooksWorld } from '../sync/books-world.ts';

export const realmId = REALM_A;
export const NOW = new Date('2026-11-22T17:00:00Z');
export type Row = Record<string, unknown>;

/** Database, sandbox QuickBooks over HTTP and the real adapter: one organisation that agreed to every write-back. */
export interface WriteBackWorld {
  ctx: Context;
  database: TestDatabase;
  sandbox: SandboxQuickBooks;
  organisation: TestOrganisation;
  organisationId: OrganisationId;
  owner: Member;
  /** Moves the clock of the services forward, so that what comes later is later. */
  tick(): void;
  close(): Promise<void>;
}

export async function startWriteBackWorld(): Promise<WriteBackWorld> {
  const books = await startBooksWorld({ dayZero: '2026-11-22', knobs: { throttle: false } });
  let now = NOW;
  const organisation = await books.connect(realmId);
  const world: WriteBackWorld = {
    ctx: { ...books.ctx, now: () => now },
    database: books.database,
    sandbox: books.sandbox,
    organisation,
    organisationId: organisation.id,
    owner: organisation.owner,
    tick: () => (now = new Date(now.getTime() + 1_000)),
    close: () => books.close(),
  };
  await agree(world, {});
  return world;
}

export interface Agreed {
  sentMark?: boolean;
  field?: string | null;
  note?: boolean;
  email?: boolean;
}

/** What the owner agrees to from now on: addresses, and nothing of the rest, unless said otherwise. */
export async function agree(
  world: WriteBackWorld,
  { sentMark = false, field = null, note = false, email = true }: Agreed,
): Promise<void> {
  await world.database.query(
    `update organisation set write_back_sent_mark = $2, write_back_status_field_id = $3, write_back_note = $4,
       write_back_email = $5, time_zone = 'America/Toronto' where id = $1`,
    [world.organisationId, sentMark, field, note, email],
  );
}

export interface SentCase {
  invoiceId: string;
  deliveryId: string;
}

/** A message that has just left, three days after the due date, with what the owner agreed to at that moment. */
export async function sent(
  world: WriteBackWorld,
  agreed: Agreed,
  wanted: { note?: string } = {},
): Promise<SentCase> {
  await agree(world, agreed);
  const customerId = await newCustomer(world);
  const invoice = await world.sandbox.admin.createInvoice({
    realmId,
    customerId,
    amount: 500,
    txnDate: '2026-10-01',
    dueDate: '2026-11-19',
    ...wanted,
  });
  const one = { invoiceId: String(invoice['Id']), deliveryId: randomUUID() };
  const record = deliveryOf(world, one);
  await inOrganisation(world.ctx.store, world.organisationId, async (tx) => {
    await tx.insert(delivery).values(record);
    await requestWriteBack(world.ctx, tx, record);
  });
  await world.sandbox.admin.clearJournal();
  return one;
}

function deliveryOf(world: WriteBackWorld, one: SentCase): DeliveryRecord {
  return {
    organisationId: world.organisationId,
    id: one.deliveryId,
    key: one.deliveryId,
    state: 'sent',
    reason: '',
    channel: 'email',
    invoiceId: one.invoiceId,
    ruleId: randomUUID(),
    ruleVersion: 1,
    stepId: randomUUID(),
    days: 3,
    runId: null,
    reminderClass: 'overdue',
    bundle: null,
    customerId: null,
    patternId: randomUUID(),
    saw: [],
    leavesAt: NOW,
    leftWith: null,
    hastenedFrom: null,
    plannedOn: '2026-11-22',
    plannedAt: NOW,
    fence: 1,
    claimedAt: NOW,
    calledAt: NOW,
    sentAt: NOW,
    provider: 'smtp',
    providerId: null,
    messageId: null,
    recipients: ['accounts@bluebird.example'],
  };
}

/** A customer of its own in the books; its id. */
export async function newCustomer(
  world: WriteBackWorld,
  wanted: { name?: string; email?: string } = {},
): Promise<CustomerId> {
  const name = wanted.name ?? `Customer ${randomUUID().slice(0, 8)}`;
  const { Id } = await world.sandbox.admin.createCustomer({ ...wanted, realmId, name });
  return String(Id) as CustomerId;
}

/** A customer with an address, in the books and in the mirror. */
export async function knownCustomer(
  world: WriteBackWorld,
  email = 'old@bluebird.example',
): Promise<CustomerId> {
  const id = await newCustomer(world, email === '' ? {} : { email });
  await readFromBooks(world, id);
  await world.sandbox.admin.clearJournal();
  return id;
}

export async function readFromBooks(world: WriteBackWorld, id: CustomerId): Promise<void> {
  await readById(await openReading(world.ctx, world.organisationId), 'customers', [id]);
}

export function rowsOf(
  world: WriteBackWorld,
  column: 'delivery_id' | 'customer_id' | 'id',
  value: string,
): Promise<Row[]> {
  return world.database.query<Row>(
    `select * from write_back where ${column} = $1 order by created_at`,
    [value],
  );
}

export function applyRow(
  world: WriteBackWorld,
  id: string,
  ctx: Context = world.ctx,
): Promise<JobOutcome> {
  return applyWriteBack(ctx, world.organisationId, id);
}

/** The same world, where something happens in the books right before each write arrives. */
export function beforeWrites(world: WriteBackWorld, act: () => Promise<unknown>): Context {
  return withCompany(world, (company) => ({
    ...company,
    async writeInvoice(write) {
      await act();
      return company.writeInvoice(write);
    },
    async writeCustomerEmail(write) {
      await act();
      return company.writeCustomerEmail(write);
    },
  }));
}

export function withCompany(
  { ctx }: WriteBackWorld,
  change: (company: BooksCompany) => BooksCompany,
): Context {
  return {
    ...ctx,
    books(key) {
      const books = ctx.books(key);
      return { ...books, open: (session) => change(books.open(session)) };
    },
  };
}

/** Calls of the data API that change something. */
export async function writesTo(
  world: WriteBackWorld,
  entity: 'invoice' | 'customer',
): Promise<number> {
  const { entries } = await world.sandbox.admin.journal({ realmId });
  const { length } = entries.filter(
    ({ method, path }) => method === 'POST' && path.endsWith(`/${entity}`),
  );
  return length;
}

export async function inBooks(
  world: WriteBackWorld,
  entity: 'Invoice' | 'Customer',
  id: string,
): Promise<Row> {
  const found = await world.sandbox.admin.read({ realmId, entity, id });
  return { ...found.entity };
}

/** What the history tells of write-backs about an invoice or a customer, oldest first. */
export function historyOf(
  world: WriteBackWorld,
  id: string,
): Promise<{ kind: string; detail: Row }[]> {
  return world.database.query<{ kind: string; detail: Row }>(
    `select kind, detail from activity where (invoice_id = $1 or detail->>'customerId' = $1)
       and kind not like 'invoice.%' order by id`,
    [id],
  );
}
