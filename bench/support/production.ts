import type { BenchBooks } from './books.ts';
import type { BenchGround } from './ground.ts';

/** Settings of a production start on this ground, with the sandbox as the accounting system. */
export function productionSettings(
  ground: BenchGround,
  books: BenchBooks,
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
