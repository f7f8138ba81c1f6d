import { pino } from 'pino';
import { Bug } from '../../domain/errors.ts';
import type { Books } from '../../integrations/books.ts';
import type { Dns } from '../../integrations/dns.ts';
import type { Channel, Inbound } from '../../integrations/channel.ts';
import { createLimiter } from '../../server/limiter.ts';
import type { Context } from '../../server/services/context.ts';
import type { TestDatabase } from './database.ts';

interface Parts {
  systems?: Books[];
  email?: Channel;
  dns?: Dns;
  now?: () => Date;
  baseUrl?: string;
  log?: Context['log'];
  inbound?: Inbound;
  replyHost?: string;
}

/** Everything a service gets, on a test database; silent, with the real clock unless one is given. */
export function makeContext(database: TestDatabase, parts: Parts = {}): Context {
  const systems = parts.systems ?? [];
  const now = parts.now ?? (() => new Date());
  return {
    store: database.store,
    secrets: database.secrets,
    log: parts.log ?? pino({ level: 'silent' }),
    now,
    books: (key) => {
      const found = systems.find((books) => books.key === key);
      if (!found) throw new Bug('books.unknown', key);
      return found;
    },
    systems,
    email: parts.email ?? noChannel,
    dns: parts.dns ?? silentDns,
    ...(parts.inbound && { inbound: parts.inbound }),
    limiter: createLimiter({ pool: database.store.pool, now }),
    settings: {
      baseUrl: parts.baseUrl ?? 'http://127.0.0.1',
      mailFrom: 'reminders@dunlin.example',
      senderOffer: {
        spfInclude: 'spf.dunlin.example',
        dkim: { selector: 'dunlin', target: 'dkim.dunlin.example' },
      },
      replyHost: parts.replyHost,
      sandbox: true,
    },
  };
}

/** A suite that asks name servers must say which. */
const silentDns: Dns = {
  texts: () => Promise.resolve({ kind: 'no-answer' }),
  aliases: () => Promise.resolve({ kind: 'no-answer' }),
};

/** A suite that sends must say through what. */
const noChannel: Channel = {
  key: 'email',
  provider: 'none',
  send: () => Promise.reject(new Bug('test.no-channel', 'this suite was not given a channel')),
  close: () => Promise.resolve(),
};
