import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApp } from '../../../../server/app.ts';
import { startSendingWorld, type SendingWorld } from '../../services/deliveries/sending-world.ts';

export interface PublicWorld extends SendingWorld {
  url: string;
}

/** A sending world whose links lead to a front door that answers. */
export async function startPublicWorld(): Promise<PublicWorld> {
  const world = await startSendingWorld();
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const ctx = { ...world.ctx, settings: { ...world.ctx.settings, baseUrl: url } };
  const live = { subscribe: () => () => undefined, close: () => Promise.resolve() };
  server.on('request', createApp(ctx, { live, clientDir: '/nowhere' }));
  return {
    ...world,
    ctx,
    url,
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
      await world.close();
    },
  };
}

/** As a browser without cookies posts a form; redirects are not followed. */
export function postForm(link: string, fields: Record<string, string>): Promise<Response> {
  return fetch(link, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });
}
