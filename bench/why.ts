import type { InvoiceId, PersonId } from '../domain/ids.ts';
import type { Member } from '../server/services/context.ts';
import { explainInvoice } from '../server/services/decisions/explain.ts';
import { planReminders } from '../server/services/decisions/plan-reminders.ts';
import { D0, layOutPlanWork } from './plan-work.ts';
import { figure, round, timed, type Figure } from './support/figure.ts';
import { contextOf, onGround, type BenchGround } from './support/ground.ts';

const PANELS = 200;
const AGREED_MS = 20;

/** The answer to "why?" of invoices all over an organisation, after everything was planned: the slowest but one in a hundred. */
export async function benchWhy(sizes: number[]): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const n of sizes) figures.push(await onGround((ground) => benchSize(ground, n)));
  return figures;
}

async function benchSize(ground: BenchGround, n: number): Promise<Figure> {
  const { organisationId } = await layOutPlanWork(ground.admin, n);
  const ctx = contextOf(ground, () => new Date(`${D0}T12:00:00Z`));
  const member: Member = {
    organisationId,
    personId: organisationId as unknown as PersonId,
    name: 'bench',
    role: 'owner',
  };
  await planReminders(ctx, organisationId, 'due');
  await ground.admin.query('vacuum analyze');
  const ask = async (panel: number): Promise<number> => {
    const id = `O${(panel * 7_919) % n}` as InvoiceId;
    return (await timed(() => explainInvoice(ctx, member, id))).seconds * 1_000;
  };
  // Once through, so that the compiler is not what is measured.
  for (let panel = 0; panel < PANELS; panel += 1) await ask(panel);
  const ms: number[] = [];
  for (let panel = 0; panel < PANELS; panel += 1) ms.push(await ask(panel + PANELS));
  ms.sort((a, b) => a - b);
  return figure({
    name: `why ${n}: p99 of ${PANELS} panels`,
    ours: round(ms[Math.floor(PANELS * 0.99) - 1] ?? Number.NaN),
    reference: AGREED_MS,
    target: '<= 1',
    unit: 'ms',
    note: `median ${round(ms[PANELS / 2] ?? Number.NaN)} ms; reference as agreed, one panel after another`,
  });
}
