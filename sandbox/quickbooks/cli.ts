import { parseArgs } from 'node:util';
import { REALM_C, startSandboxQuickBooks } from './index.ts';
import type { SandboxQuickBooksOptions } from './index.ts';

const HELP = `sandbox quickbooks: a stand-in for Intuit and QuickBooks Online
  --port N          port to listen on (default: a free one)
  --host H          address to listen on (default 127.0.0.1)
  --data FILE       keep the state in FILE
  --day-zero DAY    YYYY-MM-DD the sample companies are built around (default: today)
  --webhook-url U   where signed webhooks go
  --public-url U    base of links and discovery
  --invoices N      fill Bulk Test Inc. with N invoices
  --customers N     ... and this many customers (default: half as many, at most 5000)
  --payments N      ... payments (default: half as many; one in twenty is money on account, one in five pays half)
  --credits N       ... open credit memos (default: one for every fifty invoices)
  --attachments N   ... files on invoices (default: one for every hundred invoices, at most 50)
  --scenario FILE   play the steps of this JSON file as the clock passes (scenarios/*.json, README)
`;

function readOptions(args: string[]): SandboxQuickBooksOptions | null {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args,
    options: {
      help: { type: 'boolean' },
      port: text,
      host: text,
      data: text,
      invoices: text,
      customers: text,
      payments: text,
      credits: text,
      attachments: text,
      scenario: text,
      'day-zero': text,
      'webhook-url': text,
      'public-url': text,
    },
  });
  if (values.help) return null;
  const options: SandboxQuickBooksOptions = { port: toNumber('port', values.port ?? '0') };
  if (values.host !== undefined) options.host = values.host;
  if (values.data !== undefined) options.dataFile = values.data;
  if (values['day-zero'] !== undefined) options.dayZero = values['day-zero'];
  if (values.scenario !== undefined) options.scenario = values.scenario;
  if (values['webhook-url'] !== undefined) options.webhookUrl = values['webhook-url'];
  if (values['public-url'] !== undefined) options.publicUrl = values['public-url'];
  if (values.invoices !== undefined) {
    const invoices = toNumber('invoices', values.invoices);
    const customers = values.customers
      ? toNumber('customers', values.customers)
      : Math.min(5000, Math.ceil(invoices / 2));
    options.generate = { realmId: REALM_C, invoices, customers: Math.max(1, customers) };
    for (const name of ['payments', 'credits', 'attachments'] as const) {
      const wanted = values[name];
      if (wanted !== undefined) options.generate[name] = toNumber(name, wanted);
    }
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
  const sandbox = await startSandboxQuickBooks(options);
  process.stdout.write(`sandbox QuickBooks  ${sandbox.url}
  companies         ${sandbox.url}/
  discovery         ${sandbox.url}/.well-known/openid_sandbox_configuration
  data API          ${sandbox.url}/v3/company/<realm>
  admin API         ${sandbox.url}/admin
Ctrl-C stops it.
`);
  const stop = (): void => {
    void sandbox.close().then(() => process.exit(0));
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}
