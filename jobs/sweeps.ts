import type { Context } from '../server/services/context.ts';
import { queueDuePlans } from '../server/services/decisions/due-plans.ts';
import { renewHolidays } from '../server/services/calendar/renew-holidays.ts';
import { retryRevokes } from '../server/services/connections/end-access.ts';
import { forgetChoices } from '../server/services/connections/forget-choices.ts';
import { noteEndingGrants } from '../server/services/connections/ending.ts';
import { resumeDuePauses } from '../server/services/connections/pause.ts';
import { recordReports } from '../server/services/evidence/record.ts';
import { noteStale } from '../server/services/freshness/note-freshness.ts';
import { recheckSenders } from '../server/services/sender/check.ts';
import { startDueRuns } from '../server/services/invoice-sending/due-runs.ts';
import { processInbound } from '../server/services/replies/process.ts';
import { forgetOld } from '../server/services/retention/forget-old.ts';
import { settleOverduePromises } from '../server/services/silence/settle.ts';
import { queueDueChecks } from '../server/services/sync/due-checks.ts';
import { queueDueSweeps } from '../server/services/sync/due-sweeps.ts';
import { processWebhooks } from '../server/services/webhooks/process.ts';

interface Sweep {
  name: string;
  everyMs: number;
  run(ctx: Context): Promise<unknown>;
}

/**
 * Work that the clock starts. Each only notes work in the outbox or claims rows first, so two processes sweeping at once do no harm; in
 * one process a sweep never overtakes itself.
 */
export const sweeps: Sweep[] = [
  /** Many posts of one moment become one transaction. */
  { name: 'webhooks', everyMs: 500, run: processWebhooks },
  { name: 'evidence', everyMs: 1_000, run: recordReports },
  { name: 'inbound mail', everyMs: 2_000, run: processInbound },
  /** A local day begins somewhere every quarter of an hour. */
  { name: 'plan', everyMs: 30_000, run: queueDuePlans },
  { name: 'invoices to send', everyMs: 30_000, run: startDueRuns },
  { name: 'books', everyMs: 60_000, run: queueDueSweeps },
  { name: 'check', everyMs: 60_000, run: queueDueChecks },
  { name: 'age of the books', everyMs: 60_000, run: noteStale },
  { name: 'holidays', everyMs: 3_600_000, run: renewHolidays },
  /** A promise is over with the local day, and once the books were read after it. */
  { name: 'promises', everyMs: 60_000, run: settleOverduePromises },
  { name: 'pauses', everyMs: 60_000, run: resumeDuePauses },
  { name: 'sender domains', everyMs: 600_000, run: recheckSenders },
  { name: 'grants that ended', everyMs: 300_000, run: retryRevokes },
  { name: 'choices never made', everyMs: 600_000, run: forgetChoices },
  { name: 'what is old', everyMs: 600_000, run: forgetOld },
  { name: 'grants that end soon', everyMs: 3_600_000, run: noteEndingGrants },
];

export function startSweeps(ctx: Context): { close(): Promise<void> } {
  const running = new Set<Promise<unknown>>();
  const timers = sweeps.map((sweep) => {
    let isRunning = false;
    const run = (): void => {
      if (isRunning) return;
      isRunning = true;
      const round = sweep
        .run(ctx)
        .catch((error: unknown) =>
          ctx.log.warn({ sweep: sweep.name, err: error }, 'sweep will run again'),
        );
      running.add(round);
      void round.finally(() => {
        isRunning = false;
        running.delete(round);
      });
    };
    run();
    return setInterval(run, sweep.everyMs);
  });
  return {
    async close() {
      timers.forEach((timer) => clearInterval(timer));
      await Promise.all(running);
    },
  };
}
