import path from 'node:path';
import type { Logger } from 'pino';
import { startWorker } from '../../jobs/start.ts';
import type { Config } from '../../server/config.ts';
import { localSecret } from '../../server/local-secret.ts';
import { freePort, startLocalPostgres } from '../../server/local-postgres.ts';
import { makeContext } from '../../server/make-context.ts';
import { Secrets } from '../../server/secrets.ts';
import type { Context } from '../../server/services/context.ts';
import { startWeb } from '../../server/web.ts';
import { isPortFree } from './ports.ts';
import { startSandboxes, type Sandboxes } from './sandboxes.ts';

export interface HouseOptions {
  config: Config;
  parts: readonly ('web' | 'worker')[];
  /** Take the port of the settings even when something else has it, and fail then. */
  isPortGiven: boolean;
  log?: Logger;
  /** First day of the sandboxes' sample companies. */
  dayZero?: string;
}

/** Everything that runs, with what is not configured filled in locally. */
export interface House {
  baseUrl: string;
  ctx: Context;
  databaseUrl: string;
  sandboxes: Sandboxes;
  /** Last opened, first closed, so that nothing loses the ground it stands on. */
  close(): Promise<void>;
}

export async function openHouse(options: HouseOptions): Promise<House> {
  const closers: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const closeOne of closers.splice(0).reverse()) await closeOne();
  };
  try {
    return { ...(await build(options, closers)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function build(
  options: HouseOptions,
  closers: (() => Promise<void>)[],
): Promise<Omit<House, 'close'>> {
  const { config, parts, log } = options;
  const port = await portOf(options);
  const secret = config.DUNLIN_SECRET ?? (await localSecret(config.DUNLIN_DATA));
  const secrets = new Secrets([secret, ...config.DUNLIN_PREVIOUS_SECRETS]);
  const databaseUrl = config.DATABASE_URL ?? (await ownPostgres(config, closers));
  const baseUrl = config.BASE_URL ?? `http://localhost:${port}`;
  const webhooksUrl = `http://127.0.0.1:${port}/webhooks`;
  const sandboxes = await startSandboxes(config, { webhooksUrl, dayZero: options.dayZero });
  closers.push(sandboxes.close);
  const opened = await makeContext({
    config: { ...config, ...sandboxes.settings },
    databaseUrl,
    secrets,
    baseUrl,
    log,
  });
  closers.push(opened.close);
  if (parts.includes('worker'))
    closers.push(startWorker(opened.ctx, { redisUrl: config.REDIS_URL }).close);
  if (parts.includes('web'))
    closers.push(
      (
        await startWeb(opened.ctx, {
          host: config.HOST,
          port,
          clientDir: path.resolve('dist/client'),
        })
      ).close,
    );
  return { baseUrl, ctx: opened.ctx, databaseUrl, sandboxes };
}

async function portOf({ config, isPortGiven }: HouseOptions): Promise<number> {
  if (config.PORT === 0) return freePort();
  return isPortGiven || (await isPortFree(config.PORT)) ? config.PORT : freePort();
}

async function ownPostgres(config: Config, closers: (() => Promise<void>)[]): Promise<string> {
  const postgres = await startLocalPostgres(path.resolve(config.DUNLIN_DATA, 'postgres'));
  closers.push(postgres.stop);
  return postgres.url;
}
