import { appendFile, readFile, writeFile } from 'node:fs/promises';

/** An append-only file of JSON lines. Lines that wait while one write runs are written together, so that many mails cost few writes. */
export interface Journal {
  append(entry: unknown): Promise<void>;
  /** Replaces the whole content. */
  reset(entry: unknown): Promise<void>;
  settled(): Promise<void>;
}

export function createJournal(path: string): Journal {
  let waiting: string[] = [];
  let flush: Promise<void> | null = null;
  let tail: Promise<void> = Promise.resolve();

  /** Runs after everything before it; a failed write fails its own callers, not the next ones. */
  const enqueue = (work: () => Promise<void>): Promise<void> => {
    const turn = tail.then(work);
    tail = turn.catch(() => undefined);
    return turn;
  };
  const writeWaiting = (): Promise<void> => {
    const lines = waiting.join('');
    waiting = [];
    flush = null;
    return appendFile(path, lines);
  };
  return {
    append(entry) {
      waiting.push(`${JSON.stringify(entry)}\n`);
      flush ??= enqueue(writeWaiting);
      return flush;
    },
    reset: (entry) => enqueue(() => writeFile(path, `${JSON.stringify(entry)}\n`)),
    settled: () => tail,
  };
}

/** Reads all whole lines. A last line that a crash cut short is left out: its mail was never answered with 250. */
export async function readJournal(path: string): Promise<unknown[]> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  const lines = text.split('\n');
  const cutShort = lines.pop();
  if (cutShort) await writeFile(path, text.slice(0, text.length - cutShort.length));
  return lines.filter((line) => line !== '').map((line): unknown => JSON.parse(line));
}
