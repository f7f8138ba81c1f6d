import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toMessageDetail, type MessageDetail, type StoredMessage } from './message.ts';
import { startSmtp } from './smtp.ts';
import { openStore } from './store.ts';
import { startWeb } from './web.ts';

export type { MessageDetail, StoredMessage } from './message.ts';

export interface SandboxMailboxOptions {
  /** 0 or left out: a free port. */
  smtpPort?: number | undefined;
  httpPort?: number | undefined;
  host?: string | undefined;
  /** Keeps mails over restarts; left out, they live in a temporary folder until `close()`. */
  dataDir?: string | undefined;
  maxBytes?: number | undefined;
  slowMs?: number | undefined;
  now?: (() => Date) | undefined;
}

export interface SandboxMailbox {
  smtpUrl: string;
  /** The page to read the mail. */
  url: string;
  /** All mails, newest first. */
  messages(): Promise<StoredMessage[]>;
  message(id: string): Promise<MessageDetail | null>;
  /** Empties the mailbox and forgets the greylist. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

/** The mailboxes of the whole world in one place: takes mail for any address over SMTP and shows it on a web page. */
export async function startSandboxMailbox(
  options: SandboxMailboxOptions = {},
): Promise<SandboxMailbox> {
  const { host = '127.0.0.1', maxBytes = 36 * 1024 * 1024, slowMs = 20_000 } = options;
  const temporary = options.dataDir === undefined;
  const folder = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'sandbox-mailbox-')));
  const store = openStore(folder, options.now ?? (() => new Date()));
  const smtp = await startSmtp(store, { host, port: options.smtpPort ?? 0, maxBytes, slowMs });
  const clear = async (): Promise<void> => {
    smtp.forgetGreylist();
    await store.clear();
  };
  const smtpUrl = `smtp://${host}:${smtp.port}`;
  const web = await startWeb({ store, clear, smtpUrl }, host, options.httpPort ?? 0);
  return {
    smtpUrl,
    url: `http://${host}:${web.port}`,
    messages: async () => [...store.all()].reverse(),
    async message(id) {
      const message = store.find(id);
      return message ? toMessageDetail(await store.raw(id), message) : null;
    },
    clear,
    async close() {
      await Promise.all([smtp.close(), web.close()]);
      if (temporary) await rm(folder, { recursive: true, force: true });
    },
  };
}
