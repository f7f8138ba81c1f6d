import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** What a suite needs, ready to use: settings for its process, and how to put it away again. */
export interface Provided {
  env: Record<string, string>;
  close(): Promise<void>;
}

const nothing: Provided = { env: {}, close: () => Promise.resolve() };

/** Null when this machine does not have it. */
export async function provide(need: 'nothing' | 'redis' | 'chromium'): Promise<Provided | null> {
  if (need === 'nothing') return nothing;
  if (need === 'redis') return provideRedis(process.env['REDIS_URL']);
  const browser = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
  return existsSync(browser) ? { ...nothing, env: { CHROMIUM_PATH: browser } } : null;
}

async function provideRedis(url: string | undefined): Promise<Provided | null> {
  if (url) return { ...nothing, env: { REDIS_URL: url } };
  if (spawnSync('redis-server', ['--version']).error) return null;
  return startRedis();
}

/** A server of its own for this run, on a free port, without files that outlive it. */
async function startRedis(): Promise<Provided> {
  const folder = await mkdtemp(path.join(tmpdir(), 'dunlin-redis-'));
  const port = await freePort();
  const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', folder];
  const server = spawn('redis-server', options, { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise<void>((resolve, reject) => {
    server.once('exit', () => reject(new Error('redis-server did not start')));
    server.stdout.on('data', (text: Buffer) => {
      if (text.includes('Ready to accept connections')) resolve();
    });
  });
  return {
    env: { REDIS_URL: `redis://127.0.0.1:${port}` },
    async close() {
      const ended = new Promise((resolve) => server.once('exit', resolve));
      server.kill('SIGTERM');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
