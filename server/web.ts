import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApp } from './app.ts';
import { startLiveFeed } from './live.ts';
import type { Context } from './services/context.ts';

export interface RunningWeb {
  url: string;
  close(): Promise<void>;
}

/** Pages, API and webhooks on one port. `close` lets running requests finish and ends the open event streams. */
export async function startWeb(
  ctx: Context,
  options: { host: string; port: number; clientDir: string; trustedProxies: number },
): Promise<RunningWeb> {
  const live = await startLiveFeed(ctx);
  const app = createApp(ctx, {
    live,
    clientDir: options.clientDir,
    trustedProxies: options.trustedProxies,
  });
  const server = createServer(
    { keepAliveTimeout: 65_000, headersTimeout: 66_000, requestTimeout: 60_000 },
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
