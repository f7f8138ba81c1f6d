import { createServer } from 'vite';
import { ConfigError, readConfig, type Config } from '../server/config.ts';
import { freePort } from '../server/local-postgres.ts';
import { openHouse, type House } from './support/house.ts';
import { isPortFree } from './support/ports.ts';

/**
 * `npm run dev`: everything in one process as `npm start`, with the client from vite, which passes API, consent and webhooks on to the
 * house. A change of the client shows at once; a change of the server needs a new start. One Ctrl-C stops all.
 */
const CLIENT_PORT = 5173;

const say = (text: string): void => void process.stdout.write(`${text}\n`);

async function main(): Promise<void> {
  const given = readConfig(process.env);
  const port = (await isPortFree(given.PORT)) && given.PORT !== 0 ? given.PORT : await freePort();
  const clientPort = (await isPortFree(CLIENT_PORT)) ? CLIENT_PORT : await freePort();
  // The browser only ever meets vite, so that is the public address.
  const baseUrl = given.BASE_URL ?? `http://localhost:${clientPort}`;
  const config: Config = { ...given, PORT: port, BASE_URL: baseUrl };
  say('Dunlin is starting …');
  const house = await openHouse({ config, parts: ['web', 'worker'], isPortGiven: true });
  const client = await startClient(house, { port, clientPort });
  stopOnSignal(async () => {
    await client.close();
    await house.close();
  });
  say(`\n  Dunlin              ${baseUrl}`);
  say(`  API and webhooks    http://127.0.0.1:${port}`);
  for (const { name, url } of house.sandboxes.addresses) say(`  ${name.padEnd(20)}${url}`);
  say('\n  Ctrl-C stops everything. Data stays.');
}

async function startClient(
  house: House,
  { port, clientPort }: { port: number; clientPort: number },
): Promise<{ close(): Promise<void> }> {
  // Where vite.config.ts takes the address of the house from.
  process.env['DUNLIN_PORT'] = String(port);
  try {
    const client = await createServer({
      configFile: 'vite.config.ts',
      logLevel: 'warn',
      server: { host: '127.0.0.1', port: clientPort, strictPort: true },
    });
    return await client.listen();
  } catch (error) {
    await house.close();
    throw error;
  }
}

/**
 * A second signal does not wait. A terminal's Ctrl-C reaches PostgreSQL at the same moment and may end it before us; a connection that
 * breaks then is no news.
 */
function stopOnSignal(close: () => Promise<void>): void {
  let isStopping = false;
  const stop = (): void => {
    if (isStopping) process.exit(1);
    isStopping = true;
    process.once('uncaughtException', () => process.exit(0));
    void close().then(() => process.exit(0));
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

main().catch((error: unknown) => {
  const known = error instanceof ConfigError;
  process.stderr.write(
    `Dunlin cannot start.\n${known ? error.message : String(error instanceof Error ? error.stack : error)}\n`,
  );
  process.exit(1);
});
