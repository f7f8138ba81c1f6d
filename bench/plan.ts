import { planReminders } from '../server/services/decisions/plan-reminders.ts';
import { D0, layOutPlanWork, type PlanWork } from './plan-work.ts';
import { startChild } from './support/child.ts';
import { figure, round, timed, type Figure } from './support/figure.ts';
import { contextOf, onGround, type BenchGround } from './support/ground.ts';
import { nodeFlags } from './support/production.ts';

/** Tryton 6.0 dunning, cold, wall seconds on a 2-core machine (agreed figures); it has none above 50,000. */
const trytonColdS: Record<number, number> = { 1_000: 1.31, 10_000: 14.4, 50_000: 93.8 };
const trytonPerSecond = 533;

const noon = (on: string): Date => new Date(`${on}T12:00:00Z`);

/**
 * Decide and store, over the agreed planning work. Ours also runs every gate, keeps an audit row and notes the work to be done; Tryton
 * and the bare statement do not decide, the latter inserts the same rows.
 */
export async function benchPlan(sizes: number[]): Promise<Figure[]> {
  const figures: Figure[] = [];
  let first: Measured | undefined;
  for (const n of sizes) {
    figures.push(...(await onGround((ground) => benchSize(ground, n))));
    const measured = await onGround((ground) => planApart(ground, n));
    if (first) figures.push(memoryFigure(measured, first));
    first ??= measured;
  }
  return figures;
}

interface Measured {
  n: number;
  added: number;
  cpuSeconds: number;
  peakMiB: number;
}

/** The cold run in a process of its own, as `npm run worker` starts it. */
async function planApart(ground: BenchGround, n: number): Promise<Measured> {
  const { organisationId } = await layOutPlanWork(ground.admin, n);
  const child = startChild([...nodeFlags('worker'), 'bench/plan-run.ts'], {
    DATABASE_URL: ground.adminUrl,
    DUNLIN_SECRET: ground.secret,
    ORGANISATION: organisationId,
    NOW: noon(D0).toISOString(),
  });
  const [line] = await child.said(/\{.*\}/, 120_000 + n);
  await child.stop();
  const measured = { ...(JSON.parse(line) as Omit<Measured, 'n'>), n };
  expect('apart', measured.added, n);
  return measured;
}

function memoryFigure(ours: Measured, reference: Measured): Figure {
  return figure({
    name: `plan memory ${ours.n}`,
    ours: round(ours.peakMiB),
    reference: round(reference.peakMiB),
    target: '<= 1.2',
    unit: 'MiB',
    note: `reference: ${reference.n} invoices; each in a process of its own, with the flags of \`npm run worker\`; ${round(ours.cpuSeconds)} s of its processor`,
  });
}

async function benchSize(ground: BenchGround, n: number): Promise<Figure[]> {
  // Once through, so that the compiler is not what is measured.
  await layOutPlanWork(ground.admin, 1_000).then((work) => plan(ground, work, D0));
  const work = await layOutPlanWork(ground.admin, n);
  const cold = await timed(() => plan(ground, work, D0));
  expect('cold', cold.result.added, n);
  const idle = await timed(() => plan(ground, work, D0));
  expect('idle', idle.result.added, 0);
  await markAllSent(ground, work);
  const daily = await timed(() => plan(ground, work, '2025-07-01'));
  const one = await clearPlanned(ground, work);
  const bare = await timed(() => bareStatement(ground, work, one));
  const tryton = trytonColdS[n] ?? n / trytonPerSecond;
  return [
    figure({
      name: `plan cold ${n}: one SQL statement`,
      ours: round(cold.seconds),
      reference: round(bare.seconds),
      target: '<= 5',
      unit: 's',
      note: 'ours also decides by every gate; the statement copies one decision to all',
    }),
    figure({
      name: `plan cold ${n}: Tryton dunning`,
      ours: round(n / cold.seconds),
      reference: round(n / tryton),
      target: '>= 100',
      unit: 'decisions/s',
      note: trytonColdS[n]
        ? 'reference as agreed, not measured in this run'
        : 'reference extrapolated from 50,000',
    }),
    figure({
      name: `plan idle ${n}`,
      ours: round(idle.seconds),
      reference: round(cold.seconds),
      target: '<= 0.03',
      unit: 's',
    }),
    figure({
      name: `plan daily ${n}`,
      ours: round(daily.seconds),
      reference: round(cold.seconds),
      target: '<= 0.2',
      unit: 's',
      note: `${daily.result.added} of ${n} due; 3 % of the full cost for each 1 % due would be 0.25`,
    }),
  ];
}

function plan(ground: BenchGround, work: PlanWork, on: string) {
  return planReminders(
    contextOf(ground, () => noon(on)),
    work.organisationId,
    'due',
  );
}

function expect(run: string, got: number, wanted: number): void {
  if (got !== wanted) throw new Error(`${run}: ${got} decisions, ${wanted} expected`);
}

/** As if everything planned had left at once on D0. */
async function markAllSent(ground: BenchGround, { organisationId }: PlanWork): Promise<void> {
  await ground.admin.query(
    "update delivery set state = 'sent', sent_at = now() where organisation_id = $1",
    [organisationId],
  );
  await ground.admin.query('delete from outbox where organisation_id = $1', [organisationId]);
  await ground.admin.query('vacuum analyze delivery');
}

/** What one decision held, which the statement then copies to all. */
interface OneDecision {
  patternId: string;
  saw: string;
}

async function clearPlanned(
  { admin }: BenchGround,
  { organisationId }: PlanWork,
): Promise<OneDecision> {
  const { rows } = await admin.query<OneDecision>(
    `select pattern_id as "patternId", saw::text from delivery where organisation_id = $1 and state = 'sent' limit 1`,
    [organisationId],
  );
  const [one] = rows;
  if (!one) throw new Error('nothing was planned');
  await admin.query('delete from delivery where organisation_id = $1', [organisationId]);
  await admin.query('delete from outbox where organisation_id = $1', [organisationId]);
  await admin.query('vacuum analyze delivery, outbox, invoice_plan');
  return one;
}

/** Reads the same invoices and writes the same rows of the same tables, deciding nothing but the day. */
async function bareStatement(
  { admin }: BenchGround,
  { organisationId, ruleId, settings, n }: PlanWork,
  one: OneDecision,
): Promise<void> {
  const result = await admin.query(
    `with due as (
       select i.id as invoice_id, i.customer_id, gen_random_uuid() as id from invoice i
       join customer c on c.organisation_id = i.organisation_id and c.id = i.customer_id
       where i.organisation_id = $1 and i.state = 'open' and i.due_on <= date '${D0}' - 5
     ), planned as (
       insert into delivery (organisation_id, id, key, state, channel, invoice_id, customer_id, bundle, rule_id, rule_version, step_id, days,
         reminder_class, pattern_id, saw, leaves_at, planned_on, planned_at)
       select $1, id, 'reminder:email:' || $2::text || ':' || $3::text || ':' || invoice_id, 'planned', 'email', invoice_id, customer_id,
         'reminder:' || customer_id, $2::text::uuid, 1, $3::text::uuid, 5, 'overdue', $4::uuid, $5::json, now(), date '${D0}', now() from due
       returning id, bundle
     ), looked as (
       update invoice_plan n set next_plan_on = date '${D0}' + 15, next_contact_on = date '${D0}', next_rule_id = $2::text::uuid, next_days = 5
       where n.organisation_id = $1
     ), queued as (
       insert into outbox (organisation_id, name, key, payload, available_at)
       select distinct on (bundle) $1::uuid, 'delivery.send', bundle, jsonb_build_object('organisationId', $1::uuid::text, 'deliveryId', id), now()
       from planned order by bundle
     )
     select count(*)::int as count from planned`,
    [organisationId, ruleId, settings.steps[0]?.id, one.patternId, one.saw],
  );
  expect('bare statement', (result.rows[0] as { count: number }).count, n);
}
