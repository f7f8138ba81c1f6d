import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import type { OrganisationId } from '../../domain/ids.ts';
import { addDays } from '../../domain/local-date.ts';
import { RuleSettings } from '../../domain/rules/rule.ts';
import { booksColumns, tokenColumns } from '../../server/services/connections/sealed-tokens.ts';
import type { Secrets } from '../../server/secrets.ts';
import { planReminders } from '../../server/services/decisions/plan-reminders.ts';
import { contextOf, type BenchGround } from './ground.ts';
import { productionSettings } from './production.ts';

const LATE_DAYS = 3;
const DAY_MS = 86_400_000;

interface SendWork {
  admin: Pick<Client, 'query'>;
  secrets: Secrets;
  /** The day on which the messages leave. */
  todayOn: string;
  messages: number;
  attachPdf: boolean;
}

/** The due day of every invoice: as `bench/fast-books.ts` must be told. */
export const dueDayOf = (todayOn: string): string => addDays(todayOn, -LATE_DAYS);

interface DueWork {
  n: number;
  ofOneCompany: number;
  todayOn: string;
}

/** Everything that belongs to the day's planning, done beforehand; then all are due at once, one of each company after the other. */
export async function layOutDue(
  ground: Pick<BenchGround, 'admin' | 'store' | 'secrets'>,
  { n, ofOneCompany, todayOn }: DueWork,
): Promise<void> {
  const { admin, secrets } = ground;
  const ctx = contextOf(ground, () => new Date());
  for (let company = 0; company < n / ofOneCompany; company += 1) {
    const work = { admin, secrets, todayOn, messages: ofOneCompany, attachPdf: true };
    await planReminders(ctx, await layOutCompany(work), 'due');
  }
  await admin.query(`update delivery set leaves_at = now() - interval '1 hour'`);
  await admin.query(`delete from outbox where name <> 'delivery.send'`);
  await admin.query(
    `update outbox o set available_at = now() - interval '1 hour' + make_interval(secs => place)
     from (select id, row_number() over (partition by organisation_id order by id) as place from outbox) p where p.id = o.id`,
  );
  await admin.query('analyze');
}

/** Settings of a worker that sends those: production, with the stand-in books and a mail server on this machine. */
export function sendSettings(
  ground: Pick<BenchGround, 'adminUrl' | 'secret'>,
  { smtpPort, booksUrl }: { smtpPort: number; booksUrl: string },
  port: number,
): Record<string, string> {
  const settings = {
    QUICKBOOKS_CLIENT_ID: 'bench',
    QUICKBOOKS_CLIENT_SECRET: 'bench',
    QUICKBOOKS_VERIFIER_TOKENS: 'bench',
    INTUIT_DISCOVERY_URL: `${booksUrl}/discovery`,
    QUICKBOOKS_API_URL: booksUrl,
  };
  return {
    ...productionSettings(ground, { settings }, port),
    SMTP_URL: `smtp://127.0.0.1:${smtpPort}`,
  };
}

/** A company of those books, connected for good, that may send at any hour: each invoice is of its own customer and is to be chased today. */
async function layOutCompany(work: SendWork): Promise<OrganisationId> {
  const id = randomUUID() as OrganisationId;
  await insertCompany(work, id);
  await insertRule(work, id);
  await work.admin.query(
    `insert into customer (organisation_id, id, books_version, books_updated_at, name, full_name, active, bill_with_parent, email, seen_at)
     select $1, 'C' || i, 0, '2026-01-05T09:00:00Z', 'Customer C' || i, 'Customer C' || i, true, false, 'c' || i || '@customer.example', now()
     from generate_series(1, $2::int) i`,
    [id, work.messages],
  );
  await work.admin.query(
    `insert into invoice (organisation_id, id, books_version, books_updated_at, books_created_at, number, customer_id, document_on, due_on,
       currency, total_minor, open_minor, state, memo_on_invoice, memo_on_statement, sent_state, custom_fields, seen_at)
     select $1, i, 0, '2026-01-05T09:00:00Z', '2026-01-05T09:00:00Z', i, 'C' || i, $3::date, $3::date,
       'EUR', 12500, 12500, 'open', '', '', 'sent', '{}', now()
     from generate_series(1, $2::int) i`,
    [id, work.messages, dueDayOf(work.todayOn)],
  );
  await work.admin.query(
    `insert into invoice_plan (organisation_id, invoice_id, next_plan_on)
     select organisation_id, id, date '0001-01-01' from invoice where organisation_id = $1`,
    [id],
  );
  return id;
}

async function insertCompany({ admin, secrets }: SendWork, id: string): Promise<void> {
  const sending = { sendFrom: '00:00', sendUntil: '23:59', weekdays: [1, 2, 3, 4, 5, 6, 7] };
  await admin.query(
    `insert into organisation (id, name, time_zone, time_zone_confirmed, language, custom_fields, reminders_on, created_at, synced_at,
       company_email, sending, next_plan_at)
     values ($1, 'Bench', 'UTC', true, 'en', '[]', true, now(), now(), 'ar@bench.example', $2, now() + interval '1 day')`,
    [id, JSON.stringify(sending)],
  );
  const connectionId = randomUUID();
  const { booksSealed, booksIndex } = booksColumns(secrets, connectionId, 'quickbooks', id);
  const ends = new Date(Date.now() + 30 * DAY_MS);
  const { tokensSealed } = tokenColumns(secrets, connectionId, {
    accessToken: `access-${id}`,
    accessExpiresAt: ends,
    refreshToken: `refresh-${id}`,
    refreshExpiresAt: ends,
    refreshHardExpiresAt: null,
  });
  await admin.query(
    `with g as (
       insert into books_grant (id, provider, key_index, tokens_sealed, access_expires_at, refresh_expires_at)
       values ($2, 'quickbooks', $4, $5, $6, $6) returning id
     )
     insert into connection (organisation_id, id, provider, books_sealed, books_index, company_name, state, connected_at, connected_by,
       swept_at, checked_at, grant_id)
     select $1, $2, 'quickbooks', $3, $4, 'Bench', 'live', now(), 'bench', now(), now(), g.id from g`,
    [id, connectionId, booksSealed, booksIndex, tokensSealed, ends],
  );
}

async function insertRule({ admin, attachPdf }: SendWork, organisationId: string): Promise<void> {
  const settings = RuleSettings.parse({
    name: 'Overdue invoice',
    type: 'due',
    condition: 'overdue',
    steps: [{ id: randomUUID(), days: LATE_DAYS, templateId: 'friendly', language: 'customer' }],
    customers: { mode: 'except', customerIds: [], includeChildren: false },
    memo: { mode: 'off', token: '' },
    createdBefore: { on: null, field: 'document' },
    terms: { off: [], noTerms: true, newTerms: true, known: [] },
    email: { attachPdf, attachMarkedFiles: false, cc: [], bcc: [] },
  });
  await admin.query(
    `insert into rule (organisation_id, id, version, enabled, position, settings, created_at, changed_at, changed_by)
     values ($1, $2, 1, true, 1, $3, now(), now(), 'bench')`,
    [organisationId, randomUUID(), JSON.stringify(settings)],
  );
}
