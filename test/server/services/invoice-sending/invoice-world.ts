import { randomUUID } from 'node:crypto';
import { asId, type DeliveryId, type InvoiceId } from '../../../../domain/ids.ts';
import type { JobOutcome } from '../../../../domain/jobs.ts';
import { requestRun } from '../../../../server/services/invoice-sending/request-run.ts';
import { sendDelivery } from '../../../../server/services/deliveries/send.ts';
import {
  NOW,
  readFromBooks,
  realmId,
  startSendingWorld,
  type SendingWorld,
} from '../deliveries/sending-world.ts';

interface Wanted {
  mailboxName?: string;
  email?: string | null;
  dueDate?: string;
  txnDate?: string;
}

interface MailRow {
  id: DeliveryId;
  state: string;
  reason: string;
}

/** An organisation that sends invoices, with the steps that every test takes. */
export interface InvoiceWorld extends SendingWorld {
  turn(settings: object): Promise<unknown>;
  later(ms: number): void;
  /** A customer with a new invoice in the books, read into the mirror: it waits to be sent. */
  waiting(
    wanted?: Wanted,
  ): Promise<{ id: InvoiceId; customerId: string; name: string; address: string }>;
  ask(ids: string[]): ReturnType<typeof requestRun>;
  /** The newest mail of the invoice. */
  mailRow(id: InvoiceId): Promise<MailRow | undefined>;
  mailIdOf(id: InvoiceId): Promise<DeliveryId>;
  /** What the worker does once the time to undo is over. */
  deliver(id: InvoiceId): Promise<JobOutcome>;
  markOf(id: InvoiceId): Promise<string | null>;
  kinds(id: InvoiceId): Promise<string[]>;
}

export async function startInvoiceWorld(): Promise<InvoiceWorld> {
  const world = await startSendingWorld();
  const { database, organisationId } = world;
  const later = (ms: number) => world.setNow(new Date(NOW.getTime() + ms));
  const mailRow = async (id: InvoiceId) => {
    const [row] = await database.query<MailRow & Record<string, unknown>>(
      `select id, state, reason from delivery where invoice_id = $1 and reminder_class = 'invoice' order by planned_at desc, key desc`,
      [id],
    );
    return row;
  };
  const mailIdOf = async (id: InvoiceId) => {
    const row = await mailRow(id);
    if (!row) throw new Error('no mail was planned');
    return row.id;
  };
  return {
    ...world,
    later,
    mailRow,
    mailIdOf,
    turn: (settings) =>
      database.query(
        `update organisation set invoice_sending = $2, invoice_sending_since = '2020-01-01', invoice_run_on = null where id = $1`,
        [organisationId, settings],
      ),
    async waiting({ mailboxName = 'accounts', email, ...dates } = {}) {
      const name = `Customer ${randomUUID().slice(0, 8)}`;
      const customer = await world.sandbox.admin.createCustomer({ realmId, name });
      const customerId = String(customer['Id']);
      const address =
        email === undefined ? `${mailboxName}@${randomUUID().slice(0, 8)}.example` : email;
      const invoice = await world.sandbox.admin.createInvoice({
        realmId,
        customerId,
        amount: 500,
        txnDate: '2026-11-16',
        dueDate: '2026-12-16',
        ...dates,
        ...(address === null ? {} : { email: address }),
      });
      const id = asId<InvoiceId>(String(invoice['Id']));
      await readFromBooks(world, id);
      return { id, customerId, name, address: address ?? '' };
    },
    ask: (ids) => requestRun(world.ctx, world.owner, { ids }),
    async deliver(id) {
      later(11_000);
      return sendDelivery(world.ctx, organisationId, await mailIdOf(id));
    },
    async markOf(id) {
      const [row] = await database.query<{ state: string }>(
        'select state from invoice_sending where organisation_id = $1 and invoice_id = $2',
        [organisationId, id],
      );
      return row?.state ?? null;
    },
    async kinds(id) {
      const rows = await database.query<{ kind: string }>(
        `select kind from activity where invoice_id = $1 and kind like 'delivery.%' order by id`,
        [id],
      );
      return rows.map(({ kind }) => kind);
    },
  };
}
