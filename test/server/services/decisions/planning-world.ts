import { randomUUID } from 'node:crypto';
import {
  asId,
  type CustomerId,
  type InvoiceId,
  type OrganisationId,
} from '../../../../domain/ids.ts';
import { RuleSettings } from '../../../../domain/rules/rule.ts';
import { markInvoices } from '../../../../server/db/invoice-plan.ts';
import { inOrganisation } from '../../../../server/db/transaction.ts';
import type { Context, Member } from '../../../../server/services/context.ts';
import { planReminders } from '../../../../server/services/decisions/plan-reminders.ts';
import { createRule } from '../../../../server/services/rules/change.ts';
import type { TestDatabase } from '../../../support/database.ts';
import { makeContext } from '../../../support/make-context.ts';
import { addCustomer, addInvoices } from '../../../support/make-invoice.ts';
import { makeOrganisation } from '../../../support/make-organisation.ts';

/** Noon in Toronto on Sunday 22 November 2026. */
export const NOON = new Date('2026-11-22T17:00:00Z');
const DAY_MS = 86_400_000;

type Row = Record<string, unknown>;
type InvoiceRow = Parameters<typeof addInvoices>[2][number];

/** One live organisation in Toronto with reminders on and one customer who has an address, on a clock of its own. */
export interface PlanningWorld {
  ctx: Context;
  database: TestDatabase;
  organisationId: OrganisationId;
  owner: Member;
  customerId: CustomerId;
  /** Moves the clock on by whole days. */
  daysLater(days: number): void;
  addInvoice(wanted?: InvoiceRow): Promise<InvoiceId>;
  /** What a change in the books leaves behind: new values, and the mark that the planner looks for. */
  changeInvoice(id: InvoiceId, change: Record<string, unknown>): Promise<void>;
  addRule(wanted?: Partial<RuleSettings> & { enabled?: boolean }): Promise<string>;
  plan(scope?: 'due' | 'all'): ReturnType<typeof planReminders>;
  /** Messages about one invoice as `days state reason`. */
  messages(id: InvoiceId): Promise<string[]>;
  history(id: InvoiceId): Promise<string[]>;
  invoice(id: InvoiceId): Promise<Row>;
  /** As if the message had left today; like the recording of an answer, it leaves the mark for the planner. */
  markSent(id: InvoiceId): Promise<void>;
}

export async function startPlanningWorld(
  database: TestDatabase,
  wanted: { timeZone?: string } = {},
): Promise<PlanningWorld> {
  let now = NOON;
  const ctx: Context = { ...makeContext(database), now: () => now };
  const { id: organisationId, owner } = await makeOrganisation(ctx, {
    remindersOn: true,
    books: { provider: 'quickbooks' },
    ...wanted,
  });
  // Read long after every day that the suites play, so that only those about freshness meet books that are too old.
  await database.query(`update organisation set synced_at = '2028-01-01T00:00:00Z' where id = $1`, [
    organisationId,
  ]);
  const customer = await addCustomer(ctx, organisationId);
  const customerId = asId<CustomerId>(customer.id);
  const mark = (...ids: InvoiceId[]) =>
    inOrganisation(ctx.store, organisationId, (tx) => markInvoices(tx, organisationId, ids));
  const rows = <T extends Row>(text: string, id: InvoiceId) =>
    database.query<T>(text, [organisationId, id]);
  return {
    ctx,
    database,
    organisationId,
    owner,
    customerId,
    daysLater: (days) => (now = new Date(now.getTime() + days * DAY_MS)),
    async addInvoice(fields = {}) {
      const [row] = await addInvoices(ctx, organisationId, [{ customerId, ...fields }]);
      const id = asId<InvoiceId>(row?.id ?? '');
      await mark(id);
      return id;
    },
    async changeInvoice(id, change) {
      const columns = [
        'seen_at = seen_at',
        ...Object.keys(change).map((name, index) => `${name} = $${index + 3}`),
      ];
      await database.query(
        `update invoice set ${columns.join(', ')} where organisation_id = $1 and id = $2`,
        [organisationId, id, ...Object.values(change)],
      );
      await mark(id);
    },
    async addRule({ enabled = true, ...settings } = {}) {
      const draft = { enabled, settings: ruleSettings(settings) };
      return (await createRule(ctx, owner, draft)).rule.id;
    },
    plan: (scope = 'due') => planReminders(ctx, organisationId, scope),
    async messages(id) {
      const found = await rows<{ line: string }>(
        `select trim(days || ' ' || state || ' ' || reason) as line from delivery where organisation_id = $1 and invoice_id = $2 order by days, rule_id`,
        id,
      );
      return found.map(({ line }) => line);
    },
    async history(id) {
      const found = await rows<{ line: string }>(
        `select trim(kind || ' ' || coalesce(detail->>'reason', '')) as line from activity where organisation_id = $1 and invoice_id = $2 order by id`,
        id,
      );
      return found.map(({ line }) => line);
    },
    async invoice(id) {
      const [found] = await rows(
        `select next_plan_on::text, next_contact_on::text, next_days, next_rule_id from invoice_plan where organisation_id = $1 and invoice_id = $2`,
        id,
      );
      return found ?? {};
    },
    async markSent(id) {
      await database.query(
        `update delivery set state = 'sent', sent_at = $3 where organisation_id = $1 and invoice_id = $2 and state = 'planned'`,
        [organisationId, id, now],
      );
      await mark(id);
    },
  };
}

/** Days 3, 10 and 20 for everybody, no filter. */
export function ruleSettings(wanted: Partial<RuleSettings> = {}): RuleSettings {
  return RuleSettings.parse({
    name: `Rule ${randomUUID()}`,
    type: 'due',
    condition: 'overdue',
    steps: [3, 10, 20].map((days) => newStep(days)),
    customers: { mode: 'except', customerIds: [], includeChildren: false },
    memo: { mode: 'off', token: '' },
    createdBefore: { on: null },
    terms: { off: [], known: [] },
    email: { cc: [], bcc: [] },
    ...wanted,
  });
}

export function newStep(days: number) {
  return {
    id: randomUUID(),
    days,
    templateId: 'friendly',
    language: 'customer' as const,
    afterMinutes: 0,
    hour: 9,
  };
}
