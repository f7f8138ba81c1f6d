import { parseArgs } from 'node:util';
import { startSandboxMailbox } from './index.ts';

/** `mailbox [--smtp-port N] [--port N] [--data DIR] [--host H]`: runs until it is told to stop. */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      'smtp-port': { type: 'string', default: '2525' },
      port: { type: 'string', default: '8025' },
      data: { type: 'string' },
      host: { type: 'string', default: '127.0.0.1' },
    },
  });
  const mailbox = await startSandboxMailbox({
    smtpPort: toPort(values['smtp-port']),
    httpPort: toPort(values.port),
    host: values.host,
    dataDir: values.data,
  });
  process.stdout.write(`Sandbox mailbox: ${mailbox.url} (read), ${mailbox.smtpUrl} (send)\n`);
  await new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
  await mailbox.close();
}

function toPort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error(`"${text}" is not a port: give a number from 0 to 65535`);
  return port;
}
