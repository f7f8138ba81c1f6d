import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sentences } from '../integrations/registry.ts';
import { createApp } from './app.ts';
import { openLiveFeed } from './live.ts';
import type { Context } from './services/context.ts';

const CLOSE_STREAMS_AFTER_MS = 1_000;

export interface RunningWeb {
  url: string;
  close(): Promise<void>;
}

/** Pages, API and webhooks on one port. `close` lets running requests finish and ends the open event streams. */
export async function startWeb(
  ctx: Context,
  options: { host: string; port: number; clientDir: string },
): Promise<RunningWeb> {
  const live = await openLiveFeed(ctx.store.url, ctx.log);
  const app = createApp(ctx, { live, clientDir: options.clientDir, sentences });
  const server = createServer(
    { keepAliveTimeout: 65_000, headersTimeout: 30_000, requestTimeout: 60_000 },
    app,
  );
  await listen(server, options);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${options.host}:${port}`,
    async close() {
      await live.close();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
        // Event streams never end by themselves; browsers open them again elsewhere.
        setTimeout(() => server.closeAllConnections(), CLOSE_STREAMS_AFTER_MS).unref();
      });
    },
  };
}

function listen(server: Server, { host, port }: { host: string; port: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve());
  });
}
