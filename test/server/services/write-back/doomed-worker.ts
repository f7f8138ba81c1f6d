import type { OrganisationId } from '../../../../domain/ids.ts';
import { readConfig } from '../../../../server/config.ts';
import { makeContext } from '../../../../server/make-context.ts';
import type { Context } from '../../../../server/services/context.ts';
import { applyWriteBack } from '../../../../server/services/write-back/apply.ts';
import { testSecrets } from '../../../support/secrets.ts';

/**
 * A worker process that applies one write-back with the real adapter and is killed at a chosen place: `<point> <organisation> <row>
 * <now>`. It ends itself by SIGKILL, so that nothing of it gets to run any more.
 */
const [point = '', organisationId = '', id = '', now = ''] = process.argv.slice(2);

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

async function around<T>(write: () => Promise<T>): Promise<T> {
  dieAt('before the write');
  const answer = await write();
  dieAt('written');
  return answer;
}

const doomed: Context = {
  ...ctx,
  books(key) {
    const books = ctx.books(key);
    return {
      ...books,
      open(session) {
        const company = books.open(session);
        return {
          ...company,
          writeInvoice: (write) => around(() => company.writeInvoice(write)),
          writeCustomerEmail: (write) => around(() => company.writeCustomerEmail(write)),
        };
      },
    };
  },
};
await applyWriteBack(doomed, organisationId as OrganisationId, id);
dieAt('settled');
process.exit(0);
