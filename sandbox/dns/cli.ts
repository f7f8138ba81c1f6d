import { parseArgs } from 'node:util';
import { startSandboxDns } from './index.ts';

/** `dns [--port N] [--host H] [--zone file.json]`: runs until it is told to stop. */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: 'string', default: '4053' },
      host: { type: 'string', default: '127.0.0.1' },
      zone: { type: 'string' },
    },
  });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error(`"${values.port}" is not a port: give a number from 0 to 65535`);
  const sandbox = await startSandboxDns({
    port,
    host: values.host,
    ...(values.zone && { zoneFile: values.zone }),
  });
  process.stdout.write(`Sandbox DNS: DNS_SERVERS=${sandbox.server}\n`);
  await new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
  await sandbox.close();
}
