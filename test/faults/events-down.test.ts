import { describe, expect, it } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { startSandboxSendGrid } from '../../sandbox/sendgrid/index.ts';
import { tell, untilAllIsDone } from './outcome.ts';
import { until } from './until.ts';
import { openFaultsWorld } from './world.ts';

/** Mails are a multiple of fifteen. */
const MAILS = Number(process.env['FAULTS_MAILS'] ?? 150);
const STOPS = Number(process.env['FAULTS_STOPS'] ?? 5);
const LIMIT_MS = 180_000 + MAILS * 1_000 + STOPS * 30_000;
const UP_TO_MS = 1_000;
const AWAY_MS = 3_000;

describe('the receiver of events killed while a provider posts (E44, facts: delivery 4)', () => {
  it(
    'misses nothing: what it acknowledged is kept, the rest is posted again',
    async () => {
      const vendor = await startSandboxSendGrid({ everyMs: 200 });
      const world = await openFaultsWorld(MAILS, '', {
        SMTP_URL: '',
        SENDGRID_API_KEY: vendor.apiKey,
        SENDGRID_URL: vendor.url,
        SENDGRID_WEBHOOK_KEYS: vendor.publicKey,
      });
      try {
        vendor.setKnobs({ webhookUrl: `${world.webUrl}/webhooks/sendgrid`, duplicates: 'same' });
        await world.startWorker();
        let web = await world.startWeb();
        for (let stop = 1; stop <= STOPS; stop += 1) {
          const goal = (MAILS / (STOPS + 1)) * stop;
          await until(`mail ${goal}`, () => vendor.taken.length >= goal, LIMIT_MS);
          await pause(Math.random() * UP_TO_MS);
          await web.kill();
          await pause(AWAY_MS);
          web = await world.startWeb();
        }
        await untilAllIsDone(world, LIMIT_MS);
        const countOf = async (kind: string): Promise<number> => {
          const [row] = await world.database.query<{ count: number }>(
            `select count(*)::int as count from evidence where source = 'sendgrid' and kind = $1`,
            [kind],
          );
          return row?.count ?? 0;
        };
        const delivered = () => countOf('delivered');
        await until('all reports', async () => (await delivered()) >= MAILS, LIMIT_MS);
        tell(`${STOPS} × receiver killed`, {
          mails: vendor.taken.length,
          delivered: await delivered(),
        });
        expect(await delivered()).toBe(MAILS);
        expect(vendor.taken).toHaveLength(MAILS);
      } finally {
        await world.close();
        await vendor.close();
      }
    },
    LIMIT_MS + 60_000,
  );
});
