import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { basename } from 'node:path';
import type { Admin } from './admin/admin.ts';
import { createAdmin } from './admin/admin.ts';
import { createApp } from './app.ts';
import { readScenario } from '../kit/scenario/scenario.ts';
import { createBox } from './create-box.ts';
import type { SandboxQuickBooksOptions } from './options.ts';

export type { Admin } from './admin/admin.ts';
export type { SandboxQuickBooksOptions } from './options.ts';
export { REALM_A, REALM_B, REALM_C, REALM_D } from './seed/realms.ts';

export interface SandboxQuickBooks {
  url: string;
  port: number;
  close(): Promise<void>;
  /** The actions of `/admin`, in process. */
  admin: Admin;
}

/** Starts a stand-in for Intuit and QuickBooks Online on one port. */
export async function startSandboxQuickBooks(
  options: SandboxQuickBooksOptions = {},
): Promise<SandboxQuickBooks> {
  const { box, file } = await createBox(options);
  const host = options.host ?? '127.0.0.1';
  const admin = createAdmin(box);
  if (options.scenario !== undefined)
    box.player.play(readScenario(options.scenario), basename(options.scenario));
  const server = createApp(box, admin).listen(options.port ?? 0, host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const url = `http://${host}:${port}`;
  if (box.publicUrl === '') box.publicUrl = url;
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
  return { url, port, close, admin };
}
