import { spawn, type ChildProcess } from 'node:child_process';

export interface Child {
  /** Waits for a line of its output. Throws when it ends or is silent for too long instead. */
  said(pattern: RegExp, limitMs?: number): Promise<RegExpExecArray>;
  /** Asks it to end, and makes it after ten seconds. */
  stop(): Promise<void>;
  /** Ends it without notice. */
  kill(): Promise<void>;
  /** Holds it where it is, or lets it go on. */
  signal(name: 'SIGSTOP' | 'SIGCONT'): void;
  isRunning(): boolean;
}

const STOP_LIMIT_MS = 10_000;
const running = new Set<ChildProcess>();
process.once('exit', () => running.forEach((child) => child.kill('SIGKILL')));

/** Runs a script of ours in a process of its own, which never outlives this one. */
export function startChild(args: string[], env: Record<string, string> = {}): Child {
  const child = spawn(process.execPath, ['--import', 'tsx', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  });
  running.add(child);
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  void ended.then(() => running.delete(child));
  return {
    said: (pattern, limitMs = 60_000) =>
      new Promise((resolve, reject) => {
        const name = args.join(' ');
        const look = (): void => {
          const found = pattern.exec(output);
          if (found) settle(() => resolve(found));
        };
        const fail = (why: string) => () => settle(() => reject(new Error(`${name} ${why}`)));
        const isLate = setTimeout(fail(`did not say ${pattern} in ${limitMs} ms`), limitMs);
        const settle = (how: () => void): void => {
          clearTimeout(isLate);
          child.stdout.off('data', look);
          how();
        };
        child.stdout.on('data', look);
        look();
        void ended.then(fail(`ended before it said ${pattern}`));
      }),
    async stop() {
      const isStuck = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS);
      child.kill('SIGTERM');
      await ended;
      clearTimeout(isStuck);
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
    signal: (name) => void child.kill(name),
    isRunning: () => running.has(child),
  };
}
