import { mkdirSync, writeFileSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
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
}

/** First line after a `clear()`: remembers where the ids stood, so that none is used twice. */
interface Cleared {
  clearedUpTo: number;
}

/** Mails as `<id>.eml` beside `index.jsonl`, which is read back at start. */
export function openStore(folder: string, now: () => Date): Store {
  mkdirSync(folder, { recursive: true });
  const indexPath = join(folder, 'index.jsonl');
  const emlPath = (id: string): string => join(folder, `${id}.eml`);
  const entries = readJournal(indexPath) as (StoredMessage | Cleared)[];
  const messages = new Map(entries.filter(isMessage).map((message) => [message.id, message]));
  let sequence = Math.max(0, ...entries.map(sequenceOf));
  const journal = createJournal(indexPath);

  return {
    async add({ raw, envelope, outcome }) {
      const id = String((sequence += 1));
      const arrival = { id, receivedAt: now().toISOString(), outcome, envelope };
      const message = await toStoredMessage(raw, arrival);
      writeFileSync(emlPath(id), raw);
      journal.append(message);
      messages.set(id, message);
      return message;
    },
    all: () => [...messages.values()],
    find: (id) => messages.get(id),
    raw: (id) => readFile(emlPath(id)),
    async clear() {
      const ids = [...messages.keys()];
      messages.clear();
      journal.reset({ clearedUpTo: sequence } satisfies Cleared);
      await Promise.all(ids.map((id) => rm(emlPath(id), { force: true })));
    },
  };
}

function isMessage(entry: StoredMessage | Cleared): entry is StoredMessage {
  return 'id' in entry;
}

function sequenceOf(entry: StoredMessage | Cleared): number {
  return isMessage(entry) ? Number(entry.id) : entry.clearedUpTo;
}
