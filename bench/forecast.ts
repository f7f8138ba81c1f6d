import { UpcomingQuery } from '../domain/api/upcoming.ts';
import type { PersonId } from '../domain/ids.ts';
import type { Member } from '../server/services/context.ts';
import { planReminders } from '../server/services/decisions/plan-reminders.ts';
import { listUpcoming } from '../server/services/upcoming/list.ts';
import { D0, layOutPlanWork } from './plan-work.ts';
import { figure, round, timed, withPeakMemory, type Figure } from './support/figure.ts';
import { contextOf, onGround } from './support/ground.ts';

/**
 * Ninety days of the agreed planning work, played through the service, beside the planning of the first of them: as many decisions as the
 * days bring, against one for each invoice with everything that is stored about it.
 */
export async function benchForecast(sizes: number[]): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const n of sizes) figures.push(...(await onGround((ground) => benchSize(ground, n))));
  return figures;
}

async function benchSize(
  ground: Parameters<Parameters<typeof onGround>[0]>[0],
  n: number,
): Promise<Figure[]> {
  const { organisationId } = await layOutPlanWork(ground.admin, n);
  const ctx = contextOf(ground, () => new Date(`${D0}T12:00:00Z`));
  const member: Member = {
    organisationId,
    personId: organisationId as unknown as PersonId,
    name: 'bench',
    role: 'owner',
  };
  const query = UpcomingQuery.parse({ days: '90', reminders: 'on' });
  const { result, peakMiB, startMiB } = await withPeakMemory(() =>
    timed(() => listUpcoming(ctx, member, query)),
  );
  const { seconds, result: page } = result;
  const messages = page.days.reduce((sum, day) => sum + day.messages, 0);
  const plan = await timed(() => planReminders(ctx, organisationId, 'due'));
  const { coveredInvoices } = page.coverage;
  return [
    figure({
      name: `forecast 90 days ${n}`,
      ours: round(seconds),
      reference: round(plan.seconds),
      target: '<= 3',
      unit: 's',
      note: `${messages} messages of ${coveredInvoices} open invoices; reference: planning the first day`,
    }),
    figure({
      name: `forecast memory ${n}`,
      ours: round(peakMiB),
      reference: round(startMiB),
      target: '<= 3',
      unit: 'MiB',
      note: 'reference: the process before',
    }),
  ];
}
