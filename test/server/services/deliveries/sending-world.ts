import { randomUUID } from 'node:crypto';
import type { DeliveryId, InvoiceId, OrganisationId } from '../../../../domain/ids.ts';
import type { JobOutcome } from '../../../../domain/jobs.ts';
import { RuleSettings } from '../../../../domain/rules/rule.ts';
import { createSmtpChannel } from '../../../../integrations/smtp/index.ts';
import {
  startSandboxMailbox,
  type MessageDetail,
  type SandboxMailbox,
} from '../../../../sandbox/mailbox/index.ts';
import { REALM_A, type SandboxQuickBooks } from '../../../../sandbox/quickbooks/index.ts';
import type { Context, Limiter, Member } from '../../../../server/services/context.ts';
import { sendDelivery } from '../../../../server/services/deliveries/send.ts';
import { createRule } from '../../../../server/services/rules/change.ts';
import { openReading, readById } from '../../../../server/services/sync/reading.ts';
import type { TestDatabase } from '../../../support/database.ts';
import type { TestOrganisation } from '../../../support/make-organisation.ts';
import { startBooksWorld, type BooksWorld } from '../sync/books-world.ts';

export const realmId = REALM_A;
/** The instant the suites play at; 16 November 2026 everywhere between Los Angeles and Paris. */
export const NOW = new Date('2026-11-16T17:00:00Z');
export const TODAY = '2026-11-16';

type Row = Record<string, unknown>;

/** Database, sandbox QuickBooks over HTTP, sandbox mailbox over SMTP, the real adapters, one organisation with reminders on. */
export interface SendingWorld {
  ctx: Context;
  books: BooksWorld;
  database: TestDatabase;
  sandbox: SandboxQuickBooks;
  mailbox: SandboxMailbox;
  organisation: TestOrganisation;
  organisationId: OrganisationId;
  owner: Member;
  /** Moves the clock of the services. */
  setNow(at: Date): void;
  close(): Promise<void>;
}

export async function startSendingWorld(): Promise<SendingWorld> {
  const books = await startBooksWorld({ dayZero: TODAY, knobs: { throttle: false } });
  const mailbox = await startSandboxMailbox({ slowMs: 60_000 });
  let now = NOW;
  const email = createSmtpChannel({ url: mailbox.smtpUrl, now: () => now });
  const ctx: Context = { ...books.ctx, email, now: () => now };
  const organisation = await books.connect(realmId);
  await books.database.query(
    `update organisation set name = 'Alderbrook Field Services', reminders_on = true, company_email = 'ar@alderbrook.example',
       synced_at = '2028-01-01T00:00:00Z' where id = $1`,
    [organisation.id],
  );
  return {
    ctx,
    books,
    database: books.database,
    sandbox: books.sandbox,
    mailbox,
    organisation,
    organisationId: organisation.id,
    owner: organisation.owner,
    setNow: (at) => (now = at),
    async close() {
      await email.close();
      await mailbox.close();
      await books.close();
    },
  };
}

export interface Case {
  customerId: string;
  invoiceId: string;
  ruleId: string;
  deliveryId: DeliveryId;
  address: string;
}

interface WantedCase {
  /** Before the `@`; decides how the mailbox behaves. */
  mailboxName?: string;
  /** The whole field of the invoice, instead. */
  email?: string;
  /** Days since the due date. */
  daysLate?: number;
  amount?: number;
  settings?: Partial<RuleSettings>;
  /** What happens to the invoice in the books before Dunlin reads it. */
  before?: (invoiceId: string) => Promise<unknown>;
}

/** A customer and an overdue invoice of its own in the books, read into the mirror, and a rule for that customer alone: one message is planned. */
export async function planOne(world: SendingWorld, wanted: WantedCase = {}): Promise<Case> {
  const name = `Customer ${randomUUID().slice(0, 8)}`;
  const address =
    wanted.email ?? `${wanted.mailboxName ?? 'accounts'}@${randomUUID().slice(0, 8)}.example`;
  const customer = await world.sandbox.admin.createCustomer({ realmId, name });
  const customerId = String(customer['Id']);
  const invoice = await world.sandbox.admin.createInvoice({
    realmId,
    customerId,
    amount: wanted.amount ?? 500,
    txnDate: '2026-10-01',
    dueDate: dayBefore(wanted.daysLate ?? 4),
    email: address,
  });
  const invoiceId = String(invoice['Id']);
  await wanted.before?.(invoiceId);
  await readFromBooks(world, invoiceId);
  const { rule } = await createRule(world.ctx, world.owner, {
    enabled: true,
    settings: ruleFor(customerId, wanted.settings),
  });
  const [planned] = await world.database.query<{ id: DeliveryId }>(
    'select id from delivery where invoice_id = $1',
    [invoiceId],
  );
  if (!planned) throw new Error('nothing was planned');
  return { customerId, invoiceId, ruleId: rule.id, deliveryId: planned.id, address };
}

export async function readFromBooks(world: SendingWorld, invoiceId: string): Promise<void> {
  const { organisationId } = world;
  await readById(await openReading(world.ctx, organisationId), 'invoices', [
    invoiceId as InvoiceId,
  ]);
}

/** Turns that are given at once, after something else has happened first. */
export function limiterThat(first: () => Promise<void>): Limiter {
  return {
    async inTurn(_key, _limits, call) {
      await first();
      return call();
    },
    holdUntil: () => Promise.resolve(),
  };
}

/** Steps after 3, 10 and 20 days for one customer. */
export function ruleFor(customerId: string, wanted: Partial<RuleSettings> = {}): RuleSettings {
  return RuleSettings.parse({
    name: `Rule ${randomUUID()}`,
    type: 'due',
    condition: 'overdue',
    steps: [step(3, 'friendly'), step(10, 'second'), step(20, 'final')],
    customers: { mode: 'only', customerIds: [customerId] },
    memo: { mode: 'off', token: '' },
    createdBefore: { on: null },
    terms: { off: [], known: [] },
    email: { cc: [], bcc: [] },
    ...wanted,
  });
}

export function step(
  days: number,
  templateId: string,
  language: 'customer' | 'en' | 'fr' = 'customer',
) {
  return { id: randomUUID(), days, templateId, language, afterMinutes: 0, hour: 9 };
}

export function dayBefore(days: number): string {
  return new Date(NOW.getTime() - days * 86_400_000).toISOString().slice(0, 10);
}

export function send(
  world: SendingWorld,
  { deliveryId }: Pick<Case, 'deliveryId'>,
): Promise<JobOutcome> {
  return sendDelivery(world.ctx, world.organisationId, deliveryId);
}

export async function deliveryRow(world: SendingWorld, id: string): Promise<Row> {
  const [row] = await world.database.query<Row>('select * from delivery where id = $1', [id]);
  return row ?? {};
}

/** Mails in the sandbox that carry this delivery's id, whether or not the sender was told. */
export async function mailsOf(world: SendingWorld, id: string): Promise<MessageDetail[]> {
  const mails = (await world.mailbox.messages()).filter((mail) => mail.messageId.includes(id));
  const details = await Promise.all(mails.map((mail) => world.mailbox.message(mail.id)));
  return details.filter((mail) => mail !== null);
}

/** Lines of history about an invoice, oldest first. */
export function historyOf(
  world: SendingWorld,
  invoiceId: string,
): Promise<{ kind: string; detail: Row }[]> {
  return world.database.query<{ kind: string; detail: Row }>(
    `select kind, detail from activity where invoice_id = $1 and kind not like 'invoice.%' order by id`,
    [invoiceId],
  );
}

export async function kindsOf(world: SendingWorld, invoiceId: string): Promise<string[]> {
  return (await historyOf(world, invoiceId)).map(({ kind }) => kind);
}

/** As if the worker that holds the delivery had been silent for so long. */
export async function ageClaim(world: SendingWorld, id: string, seconds: number): Promise<void> {
  await world.database.query(
    `update delivery set claimed_at = claimed_at - make_interval(secs => $2), called_at = called_at - make_interval(secs => $2) where id = $1`,
    [id, seconds],
  );
}
