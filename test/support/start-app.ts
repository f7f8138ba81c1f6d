import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Books } from '../../integrations/books.ts';
import type { Channel, Inbound } from '../../integrations/channel.ts';
import { createApp } from '../../server/app.ts';
import { openLiveFeed } from '../../server/live.ts';
import type { Context } from '../../server/services/context.ts';
import type { TestDatabase } from './database.ts';
import { makeContext } from './make-context.ts';

export interface RunningApp {
  ctx: Context;
  url: string;
  close(): Promise<void>;
}

/** The whole front door on a free port, with a page of two lines for a client. */
export async function startApp(
  database: TestDatabase,
  parts: {
    systems?: Books[];
    email?: Channel;
    now?: () => Date;
    baseUrl?: string;
    log?: Context['log'];
    inbound?: Inbound;
    replyHost?: string;
  } = {},
): Promise<RunningApp> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const ctx = makeContext(database, { baseUrl: url, ...parts });
  const live = await openLiveFeed(database.store.url, ctx.log);
  const clientDir = await makeClient();
  server.on('request', createApp(ctx, { live, clientDir }));
  return {
    ctx,
    url,
    async close() {
      server.closeAllConnections();
      await Promise.all([live.close(), new Promise((closed) => server.close(closed))]);
      await rm(clientDir, { recursive: true, force: true });
    },
  };
}

async function makeClient(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'dunlin-client-'));
  await writeFile(
    path.join(folder, 'index.html'),
    '<script nonce="CSP_NONCE"></script><style nonce="CSP_NONCE"></style>',
  );
  return folder;
}
