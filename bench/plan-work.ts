import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import type { OrganisationId } from '../domain/ids.ts';
import { RuleSettings } from '../domain/rules/rule.ts';

/** The agreed planning work: today is a Monday, steps at 5, 20 and 40 days after the due date. */
export const D0 = '2025-06-30';
const stepDays = [5, 20, 40];

export interface PlanWork {
  organisationId: OrganisationId;
  ruleId: string;
  settings: RuleSettings;
  n: number;
}

/** Lays out N open overdue invoices, N/2 that no step reaches, and N/2 paid ones, of max(1, N/10) customers. */
export async function layOutPlanWork(admin: Client, n: number): Promise<PlanWork> {
  const organisationId = randomUUID() as OrganisationId;
  const ruleId = randomUUID();
  const settings = ruleSettings();
  await insertOrganisation(admin, organisationId);
  await insertRule(admin, organisationId, ruleId, settings);
  await admin.query(
    `insert into customer (organisation_id, id, books_version, books_updated_at, name, full_name, active, bill_with_parent, email, seen_at)
     select $1, 'C' || c, 0, now(), 'Customer ' || c, 'Customer ' || c, true, false, 'c' || c || '@customer.example', now()
     from generate_series(0, $2::int - 1) c`,
    [organisationId, Math.max(1, Math.floor(n / 10))],
  );
  await insertInvoices(admin, organisationId, {
    prefix: 'O',
    count: n,
    customers: n,
    state: 'open',
    late: '5 + i % 15',
  });
  await insertInvoices(admin, organisationId, {
    prefix: 'F',
    count: n / 2,
    customers: n,
    state: 'open',
    late: '4 - i % 30',
  });
  await insertInvoices(admin, organisationId, {
    prefix: 'P',
    count: n / 2,
    customers: n,
    state: 'paid',
    late: '5 + i % 15',
  });
  await admin.query(
    `insert into invoice_plan (organisation_id, invoice_id, next_plan_on)
     select organisation_id, id, date '0001-01-01' from invoice where organisation_id = $1 and state = 'open'`,
    [organisationId],
  );
  await admin.query('analyze');
  return { organisationId, ruleId, settings, n };
}

async function insertOrganisation(admin: Client, id: string): Promise<void> {
  await admin.query(
    `insert into organisation (id, name, time_zone, time_zone_confirmed, language, custom_fields, reminders_on, created_at, synced_at)
     values ($1, 'Bench', 'Europe/Brussels', true, 'en', '[]', true, now(), now())`,
    [id],
  );
  await admin.query(
    `insert into connection (organisation_id, id, provider, books_sealed, books_index, company_name, state, connected_at, connected_by, swept_at)
     values ($1, $2, 'quickbooks', '', $1::uuid::text, 'Bench', 'live', now(), 'bench', now())`,
    [id, randomUUID()],
  );
}

async function insertRule(
  admin: Client,
  organisationId: string,
  id: string,
  settings: RuleSettings,
): Promise<void> {
  await admin.query(
    `insert into rule (organisation_id, id, version, enabled, position, settings, created_at, changed_at, changed_by)
     values ($1, $2, 1, true, 1, $3, now(), now(), 'bench')`,
    [organisationId, id, JSON.stringify(settings)],
  );
}

async function insertInvoices(
  admin: Client,
  organisationId: string,
  work: { prefix: string; count: number; customers: number; state: string; late: string },
): Promise<void> {
  await admin.query(
    `insert into invoice (organisation_id, id, books_version, books_updated_at, books_created_at, number, customer_id, document_on, due_on,
       currency, total_minor, open_minor, state, memo_on_invoice, memo_on_statement, sent_state, custom_fields, seen_at)
     select $1, $2::text || i, 0, now(), now(), $2::text || i, 'C' || (i % $3::int), date '${D0}' - (${work.late}) - 14, date '${D0}' - (${work.late}),
       'EUR', 2050 + 100 * (i % 977), case when $4::text = 'open' then 2050 + 100 * (i % 977) else 0 end, $4::text, '', '', 'sent', '{}', now()
     from generate_series(0, $5::int - 1) i`,
    [
      organisationId,
      work.prefix,
      Math.max(1, Math.floor(work.customers / 10)),
      work.state,
      Math.floor(work.count),
    ],
  );
}

function ruleSettings(): RuleSettings {
  return RuleSettings.parse({
    name: 'Overdue invoice',
    type: 'due',
    condition: 'overdue',
    steps: stepDays.map((days) => ({
      id: randomUUID(),
      days,
      templateId: 'friendly',
      language: 'customer',
      afterMinutes: 0,
      hour: 9,
    })),
    customers: { mode: 'except', customerIds: [], includeChildren: false },
    memo: { mode: 'off', token: '' },
    createdBefore: { on: null, field: 'document' },
    terms: { off: [], noTerms: true, newTerms: true, known: [] },
    email: { attachPdf: true, attachMarkedFiles: false, missingPdf: 'wait', cc: [], bcc: [] },
  });
}
