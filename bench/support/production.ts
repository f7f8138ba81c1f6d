import { readFileSync } from 'node:fs';
import type { BenchBooks } from './books.ts';
import { startChild, type Child } from './child.ts';
import type { BenchGround } from './ground.ts';

/** Settings of a production start on this ground, with the sandbox as the accounting system. */
export function productionSettings(
  ground: Pick<BenchGround, 'adminUrl' | 'secret'>,
  books: Pick<BenchBooks, 'settings'>,
  port: number,
): Record<string, string> {
  return {
    ...books.settings,
    NODE_ENV: 'production',
    PORT: String(port),
    BASE_URL: `http://127.0.0.1:${port}`,
    DATABASE_URL: ground.adminUrl,
    DUNLIN_SECRET: ground.secret,
    SMTP_URL: 'smtp://127.0.0.1:9',
    SENDGRID_API_KEY: '',
    REDIS_URL: '',
    LOG_LEVEL: 'warn',
  };
}

/** Node's own flags in `npm run web` or `npm run worker`, for a process that is to be measured as production runs. */
export function nodeFlags(half: 'web' | 'worker'): string[] {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    scripts: Record<typeof half, string>;
  };
  return scripts[half].split(' ').filter((word) => word.startsWith('--max-'));
}

/** One half of production, with the settings above, as its command starts it. */
export function startHalf(half: 'web' | 'worker', env: Record<string, string>): Child {
  return startChild([...nodeFlags(half), 'scripts/start.ts', half], env);
}
