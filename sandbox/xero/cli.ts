import { parseArgs } from 'node:util';
import type { SandboxXeroOptions } from './index.ts';
import { startSandboxXero } from './index.ts';

const HELP = `sandbox xero: a stand-in for Xero
  --port N          port to listen on (default: a free one)
  --host H          address to listen on (default 127.0.0.1)
  --data FILE       keep the state in FILE
  --day-zero DAY    YYYY-MM-DD the sample organisations are built around (default: today)
  --webhook-url U   where signed webhooks go, once it has shown its intent to receive
  --public-url U    base of links and discovery
  --invoices N      add Bulk Test Ltd with N invoices
  --contacts N      ... and this many contacts (default: half as many, at most 5000)
  --scenario FILE   play the steps of this JSON file as the clock passes
`;

function readOptions(args: string[]): SandboxXeroOptions | null {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args,
    options: {
      help: { type: 'boolean' },
      port: text,
      host: text,
      data: text,
      invoices: text,
      contacts: text,
      scenario: text,
      'day-zero': text,
      'webhook-url': text,
      'public-url': text,
    },
  });
  if (values.help) return null;
  const options: SandboxXeroOptions = { port: toNumber('port', values.port ?? '0') };
  if (values.host !== undefined) options.host = values.host;
  if (values.data !== undefined) options.dataFile = values.data;
  if (values['day-zero'] !== undefined) options.dayZero = values['day-zero'];
  if (values.scenario !== undefined) options.scenario = values.scenario;
  if (values['webhook-url'] !== undefined) options.webhookUrl = values['webhook-url'];
  if (values['public-url'] !== undefined) options.publicUrl = values['public-url'];
  if (values.invoices !== undefined) {
    const invoices = toNumber('invoices', values.invoices);
    const usual = Math.min(5000, Math.ceil(invoices / 2));
    const contacts = values.contacts ? toNumber('contacts', values.contacts) : usual;
    options.generate = { invoices, contacts: Math.max(1, contacts) };
  }
  return options;
}

function toNumber(name: string, text: string): number {
  if (!/^\d+$/.test(text)) throw new Error(`--${name} must be a number, not "${text}"`);
  return Number(text);
}

/** Runs until Ctrl-C. */
export async function run(args: string[]): Promise<void> {
  const options = readOptions(args);
  if (!options) {
    process.stdout.write(HELP);
    return;
  }
  const sandbox = await startSandboxXero(options);
  process.stdout.write(`sandbox Xero   ${sandbox.url}
  organisations  ${sandbox.url}/
  discovery      ${sandbox.url}/.well-known/openid-configuration
  connections    ${sandbox.url}/connections
  accounting API ${sandbox.url}/api.xro/2.0
  admin API      ${sandbox.url}/admin
Ctrl-C stops it.
`);
  const stop = (): void => {
    void sandbox.close().then(() => process.exit(0));
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}
