import { handlers } from '../../../../jobs/handlers/index.ts';
import { runJob } from '../../../../jobs/run-job.ts';
import type { Books, BooksCompany } from '../../../../integrations/books.ts';
import { readConfig } from '../../../../server/config.ts';
import { makeContext } from '../../../../server/make-context.ts';
import type { Context } from '../../../../server/services/context.ts';
import { testSecrets } from '../../../support/secrets.ts';

/**
 * A worker process that runs one job with the real adapters and is killed at a chosen place: `<point> <outbox id> <now>`. Settings come
 * from the environment. It ends itself by SIGKILL, so that nothing of it gets to run any more.
 */
const [point = '', outboxId = '', now = ''] = process.argv.slice(2);

function dieAt(place: string): void {
  if (place === point) process.kill(process.pid, 'SIGKILL');
}

const { ctx } = await makeContext({
  config: readConfig(process.env),
  databaseUrl: process.env['DATABASE_URL'] ?? '',
  secrets: testSecrets(),
  baseUrl: 'http://127.0.0.1',
  now: () => new Date(now),
});
const doomed: Context = {
  ...ctx,
  books: (key) => watchBooks(ctx.books(key)),
  email: {
    ...ctx.email,
    async send(message) {
      dieAt('called');
      const answer = await ctx.email.send(message);
      dieAt('answered');
      return answer;
    },
  },
};
process.stdout.write('ready\n');
dieAt('before the claim');
await runJob(
  doomed,
  {
    ...handlers,
    async 'delivery.send'(context, payload) {
      const outcome = await handlers['delivery.send'](context, payload);
      dieAt('recorded');
      return outcome;
    },
  },
  { outboxId: Number(outboxId) },
);
process.exit(0);

function watchBooks(books: Books): Books {
  return { ...books, open: (session) => watchCompany(books.open(session)) };
}

function watchCompany(company: BooksCompany): BooksCompany {
  return {
    ...company,
    async readById(kind, ids) {
      if (kind === 'invoices') dieAt('claimed');
      const found = await company.readById(kind, ids);
      if (kind === 'customers') dieAt('books read');
      return found;
    },
    async readPdf(id) {
      dieAt('gates run again');
      const content = await company.readPdf(id);
      dieAt('files read');
      return content;
    },
  };
}
