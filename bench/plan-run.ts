import { pino } from 'pino';
import type { OrganisationId } from '../domain/ids.ts';
import { openStore } from '../server/db/connect.ts';
import { Secrets } from '../server/secrets.ts';
import { planReminders } from '../server/services/decisions/plan-reminders.ts';
import { contextOf } from './support/ground.ts';

/**
 * One planning of everything that is due, in a process of its own, so that its peak memory and its processor time are its own. Settings
 * come from the environment, the measures go out as one line of JSON.
 */
const { DATABASE_URL = '', DUNLIN_SECRET = '', ORGANISATION = '', NOW = '' } = process.env;
const secrets = new Secrets([DUNLIN_SECRET]);
const store = await openStore({ url: DATABASE_URL, secrets });
const ctx = contextOf({ store, secrets }, () => new Date(NOW));
const { user } = process.cpuUsage();
const { added } = await planReminders(
  { ...ctx, log: pino({ level: 'silent' }) },
  ORGANISATION as OrganisationId,
  'due',
);
const cpuSeconds = (process.cpuUsage().user - user) / 1_000_000;
const peakMiB = process.resourceUsage().maxRSS / 1024;
process.stdout.write(`${JSON.stringify({ added, cpuSeconds, peakMiB })}\n`);
await store.close();
