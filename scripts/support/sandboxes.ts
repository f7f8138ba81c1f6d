import path from 'node:path';
import { startSandboxDns, type SandboxDns } from '../../sandbox/dns/index.ts';
import { startSandboxMailbox, type SandboxMailbox } from '../../sandbox/mailbox/index.ts';
import { startSandboxQuickBooks, type SandboxQuickBooks } from '../../sandbox/quickbooks/index.ts';
import { startSandboxXero, type SandboxXero } from '../../sandbox/xero/index.ts';
import type { Config } from '../../server/config.ts';
import { isPortFree } from './ports.ts';

export interface Sandboxes {
  /** Settings that point Dunlin at them, exactly as settings would point it at the real systems. */
  settings: Partial<Config>;
  addresses: { name: string; url: string }[];
  quickBooks?: SandboxQuickBooks;
  xero?: SandboxXero;
  mailbox?: SandboxMailbox;
  dns?: SandboxDns;
  close(): Promise<void>;
}

interface SandboxOptions {
  /** Below it each system has its address for webhooks. */
  webhooksUrl: string;
  dayZero?: string | undefined;
}

/** Starts a stand-in for every outside system that is not configured. */
export async function startSandboxes(config: Config, options: SandboxOptions): Promise<Sandboxes> {
  const all: Sandboxes = { settings: {}, addresses: [], close: async () => undefined };
  if (config.isSandboxBooks) {
    add(all, await quickBooks(config, options));
    add(all, await xero(config, options));
  }
  if (config.isSandboxMail) add(all, await mailbox(config));
  if (config.isSandboxMail && config.DNS_SERVERS.length === 0) add(all, await dns(config));
  return all;
}

function add(all: Sandboxes, one: Sandboxes): void {
  Object.assign(all.settings, one.settings);
  all.addresses.push(...one.addresses);
  if (one.quickBooks) all.quickBooks = one.quickBooks;
  if (one.xero) all.xero = one.xero;
  if (one.mailbox) all.mailbox = one.mailbox;
  if (one.dns) all.dns = one.dns;
  const before = all.close;
  all.close = async () => {
    await one.close();
    await before();
  };
}

async function quickBooks(
  config: Config,
  { webhooksUrl, dayZero }: SandboxOptions,
): Promise<Sandboxes> {
  const clientId = 'sandbox-client-id';
  const clientSecret = 'sandbox-client-secret';
  const verifierToken = 'sim-verifier-token-0001';
  const sandbox = await startSandboxQuickBooks({
    port: await portOrFree(config.SANDBOX_QUICKBOOKS_PORT),
    dataFile: path.resolve(config.DUNLIN_DATA, 'sandbox', 'quickbooks.json'),
    clientId,
    clientSecret,
    verifierToken,
    webhookUrl: `${webhooksUrl}/quickbooks`,
    ...(dayZero === undefined ? {} : { dayZero }),
  });
  return {
    settings: {
      QUICKBOOKS_CLIENT_ID: clientId,
      QUICKBOOKS_CLIENT_SECRET: clientSecret,
      QUICKBOOKS_VERIFIER_TOKENS: [verifierToken],
      INTUIT_DISCOVERY_URL: `${sandbox.url}/.well-known/openid_sandbox_configuration`,
      QUICKBOOKS_API_URL: sandbox.url,
    },
    addresses: [{ name: 'Sandbox QuickBooks', url: sandbox.url }],
    quickBooks: sandbox,
    close: () => sandbox.close(),
  };
}

async function xero(config: Config, { webhooksUrl, dayZero }: SandboxOptions): Promise<Sandboxes> {
  const clientId = 'sandbox-client-id';
  const clientSecret = 'sandbox-client-secret';
  const webhookKey = 'sandbox-webhook-key';
  const sandbox = await startSandboxXero({
    port: await portOrFree(config.SANDBOX_XERO_PORT),
    dataFile: path.resolve(config.DUNLIN_DATA, 'sandbox', 'xero.json'),
    clientId,
    clientSecret,
    webhookKey,
    webhookUrl: `${webhooksUrl}/xero`,
    ...(dayZero === undefined ? {} : { dayZero }),
  });
  return {
    settings: {
      XERO_CLIENT_ID: clientId,
      XERO_CLIENT_SECRET: clientSecret,
      XERO_WEBHOOK_KEYS: [webhookKey],
      XERO_LOGIN_URL: sandbox.urls.login,
      XERO_IDENTITY_URL: sandbox.urls.identity,
      XERO_API_URL: sandbox.urls.api,
    },
    addresses: [{ name: 'Sandbox Xero', url: sandbox.url }],
    xero: sandbox,
    close: () => sandbox.close(),
  };
}

async function mailbox(config: Config): Promise<Sandboxes> {
  const sandbox = await startSandboxMailbox({
    httpPort: await portOrFree(config.SANDBOX_MAILBOX_PORT),
    smtpPort: await portOrFree(config.SANDBOX_SMTP_PORT),
    dataDir: path.resolve(config.DUNLIN_DATA, 'sandbox', 'mailbox'),
  });
  return {
    settings: { SMTP_URL: sandbox.smtpUrl },
    addresses: [{ name: 'Sandbox mailbox', url: sandbox.url }],
    mailbox: sandbox,
    close: () => sandbox.close(),
  };
}

/** Without a mail server of one's own, domains are those of a file that people write: what stands there is published. */
async function dns(config: Config): Promise<Sandboxes> {
  const zoneFile = path.resolve(config.DUNLIN_DATA, 'sandbox', 'dns.json');
  const sandbox = await startSandboxDns({ zoneFile });
  return {
    settings: {
      DNS_SERVERS: [sandbox.server],
      MAIL_SPF_INCLUDE: config.MAIL_SPF_INCLUDE ?? 'spf.dunlin.example',
      ...(!(config.MAIL_DKIM_PUBLIC_KEY ?? config.MAIL_DKIM_PRIVATE_KEY) && {
        MAIL_DKIM_TARGET: config.MAIL_DKIM_TARGET ?? 'dkim.dunlin.example',
      }),
    },
    addresses: [],
    dns: sandbox,
    close: () => sandbox.close(),
  };
}

async function portOrFree(port: number): Promise<number> {
  return (await isPortFree(port)) ? port : 0;
}
