import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { basename } from 'node:path';
import { readScenario } from '../kit/scenario/scenario.ts';
import type { Admin } from './admin/admin.ts';
import { createAdmin } from './admin/admin.ts';
import { createApp } from './app.ts';
import type { Urls } from './urls.ts';
import { createBox } from './create-box.ts';
import type { SandboxXeroOptions } from './options.ts';

export type { SandboxXeroOptions } from './options.ts';
export { TENANT_A, TENANT_B, TENANT_C } from './seed/orgs.ts';

export interface SandboxXero {
  url: string;
  /** Xero's three hosts; the same address unless the options say otherwise. */
  urls: Urls;
  port: number;
  close(): Promise<void>;
  /** The actions of `/admin`, in process. */
  admin: Admin;
}

/** Starts a stand-in for Xero on one port. */
export async function startSandboxXero(options: SandboxXeroOptions = {}): Promise<SandboxXero> {
  const { box, file } = await createBox(options);
  const host = options.host ?? '127.0.0.1';
  const admin = createAdmin(box);
  if (options.scenario !== undefined)
    box.player.play(readScenario(options.scenario), basename(options.scenario));
  const server = createApp(box, admin).listen(options.port ?? 0, host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const url = `http://${host}:${port}`;
  for (const name of ['login', 'identity', 'api'] as const) box.urls[name] ||= url;
  file.flush();
  const close = async (): Promise<void> => {
    const closed = once(server, 'close');
    box.player.stop();
    server.close();
    server.closeAllConnections();
    await box.sender.close();
    await closed;
    file.flush();
  };
  return { url, urls: box.urls, port, close, admin };
}
