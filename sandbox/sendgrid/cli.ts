import { parseArgs } from 'node:util';
import { startSandboxSendGrid } from './index.ts';

/** `sendgrid [--port N] [--host H] [--webhook URL]`: runs until it is told to stop. */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: 'string', default: '4030' },
      host: { type: 'string', default: '127.0.0.1' },
      webhook: { type: 'string' },
    },
  });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error(`"${values.port}" is not a port: give a number from 0 to 65535`);
  const sandbox = await startSandboxSendGrid({ port, host: values.host, everyMs: 1_000 });
  sandbox.setKnobs({ webhookUrl: values.webhook ?? null });
  process.stdout.write(
    `Sandbox SendGrid: SENDGRID_URL=${sandbox.url} SENDGRID_API_KEY=${sandbox.apiKey} SENDGRID_WEBHOOK_KEYS=${sandbox.publicKey}\n`,
  );
  await new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
  await sandbox.close();
}
