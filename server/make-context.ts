import { pino, type Logger } from 'pino';
import { Bug } from '../domain/errors.ts';
import type { SenderOffer } from '../domain/sender/domain-check.ts';
import { openDns } from '../integrations/dns.ts';
import { openBooks, openEmail, openInbound } from '../integrations/registry.ts';
import type { Config } from './config.ts';
import { publicHalf } from './dkim-key.ts';
import { openStore } from './db/connect.ts';
import { errorFacts } from './services/error-facts.ts';
import { createLimiter } from './limiter.ts';
import { Secrets } from './secrets.ts';
import type { Context } from './services/context.ts';

/** What stands under a process: the settings with every gap filled. */
export interface Ground {
  config: Config;
  databaseUrl: string;
  secrets: Secrets;
  baseUrl: string;
  now?: () => Date;
  log?: Logger | undefined;
}

export interface OpenContext {
  ctx: Context;
  close(): Promise<void>;
}

/** Connects the outside world for one process: database, systems, mail, limiter. */
export async function makeContext({
  config,
  databaseUrl,
  secrets,
  baseUrl,
  now = () => new Date(),
  log = standardLog(config),
}: Ground): Promise<OpenContext> {
  const store = await openStore({
    url: databaseUrl,
    secrets,
    onError: (error) => log.warn({ err: error.message }, 'database connection lost'),
  });
  const options = { settings: config, baseUrl, now };
  const systems = await openBooks(options);
  const email = openEmail(options);
  const inbound = openInbound(options);
  const limiter = createLimiter({
    pool: store.pool,
    now,
    onError: (error) => log.warn({ err: error }, 'place among the calls not given back'),
  });
  const ctx: Context = {
    store,
    secrets,
    log,
    now,
    systems,
    books(key) {
      const found = systems.find((system) => system.key === key);
      if (!found) throw new Bug('books.unknown', `no accounting system called ${key}`);
      return found;
    },
    email,
    dns: openDns({ servers: config.DNS_SERVERS }),
    limiter,
    ...(inbound && { inbound }),
    settings: {
      baseUrl,
      mailFrom: config.MAIL_FROM,
      senderOffer: senderOfferOf(config),
      replyHost: config.REPLY_HOST,
      sandbox: config.isSandboxBooks,
    },
  };
  return {
    ctx,
    async close() {
      await email.close();
      await store.close();
    },
  };
}

function senderOfferOf(config: Config): SenderOffer {
  const { MAIL_DKIM_SELECTOR: selector } = config;
  const { MAIL_DKIM_TARGET: target, MAIL_DKIM_PRIVATE_KEY: privateKey } = config;
  const publicKey = config.MAIL_DKIM_PUBLIC_KEY ?? (privateKey && publicHalf(privateKey));
  const key = publicKey ? { selector, publicKey } : null;
  return {
    spfInclude: config.MAIL_SPF_INCLUDE ?? null,
    dkim: target ? { selector, target } : key,
  };
}

/** Some callers pass an error, others a text of their own. */
const serialized = (err: unknown): unknown => (typeof err === 'string' ? err : errorFacts(err));

/** Ids and codes only; what could still slip in by name is masked. */
function standardLog(config: Config): Logger {
  const redact = ['*.token', '*.authorization', '*.code', '*.state', '*.secret', '*.cookie'];
  const usual = config.NODE_ENV === 'production' ? 'info' : 'warn';
  return pino({ level: config.LOG_LEVEL ?? usual, redact, serializers: { err: serialized } });
}
