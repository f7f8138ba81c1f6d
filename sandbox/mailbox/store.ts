import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createJournal, readJournal } from './journal.ts';
import { toStoredMessage, type StoredMessage } from './message.ts';

export interface NewMail {
  raw: Buffer;
  envelope: StoredMessage['envelope'];
  outcome: StoredMessage['outcome'];
}

export interface Store {
  /** Resolves when both the mail and its line in the index are written. */
  add(mail: NewMail): Promise<StoredMessage>;
  /** Oldest first. */
  all(): readonly StoredMessage[];
  find(id: string): StoredMessage | undefined;
  raw(id: string): Promise<Buffer>;
  clear(): Promise<void>;
  settled(): Promise<void>;
}

/** First line after a `clear()`: remembers where the ids stood, so that none is used twice. */
interface Cleared {
  clearedUpTo: number;
}

/** Mails as `<id>.eml` beside `index.jsonl`, which is read back at start. */
export async function openStore(folder: string, now: () => Date): Promise<Store> {
  await mkdir(folder, { recursive: true });
  const indexPath = join(folder, 'index.jsonl');
  const emlPath = (id: string): string => join(folder, `${id}.eml`);
  const entries = (await readJournal(indexPath)) as (StoredMessage | Cleared)[];
  const messages = new Map(entries.filter(isMessage).map((message) => [message.id, message]));
  let sequence = Math.max(0, ...entries.map(sequenceOf));
  const journal = createJournal(indexPath);

  return {
    async add({ raw, envelope, outcome }) {
      const id = String((sequence += 1));
      const arrival = { id, receivedAt: now().toISOString(), outcome, envelope };
      const [message] = await Promise.all([
        toStoredMessage(raw, arrival),
        writeFile(emlPath(id), raw),
      ]);
      await journal.append(message);
      messages.set(id, message);
      return message;
    },
    all: () => [...messages.values()],
    find: (id) => messages.get(id),
    raw: (id) => readFile(emlPath(id)),
    async clear() {
      const ids = [...messages.keys()];
      messages.clear();
      await journal.reset({ clearedUpTo: sequence } satisfies Cleared);
      await Promise.all(ids.map((id) => rm(emlPath(id), { force: true })));
    },
    settled: () => journal.settled(),
  };
}

function isMessage(entry: StoredMessage | Cleared): entry is StoredMessage {
  return 'id' in entry;
}

function sequenceOf(entry: StoredMessage | Cleared): number {
  return isMessage(entry) ? Number(entry.id) : entry.clearedUpTo;
}
