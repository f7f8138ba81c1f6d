import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { recordsSync } from '../../../../jobs/handlers/records-sync.ts';
import { jobs } from '../../../../domain/jobs.ts';
import { acceptWebhook } from '../../../../server/services/webhooks/accept.ts';
import { processWebhooks } from '../../../../server/services/webhooks/process.ts';
import type { BooksWorld } from './books-world.ts';

/** The address that the books post to. */
export interface WebhookDoor {
  url: string;
  close(): void;
}

export async function openDoor(
  world: Pick<BooksWorld, 'ctx'>,
  provider = 'quickbooks',
): Promise<WebhookDoor> {
  const door = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const post = {
        provider,
        body: Buffer.concat(chunks),
        headers: request.headers,
      };
      void acceptWebhook(world.ctx, post).then((answer) => {
        response.statusCode = answer === 'accepted' ? 200 : 401;
        response.end();
      });
    });
  });
  await once(door.listen(0, '127.0.0.1'), 'listening');
  const { port } = door.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => void door.close() };
}

/** Does the work that webhooks made, as a worker would, posts first, until none is left. Answers how many readings that took. */
export async function workOffWebhooks(
  world: Pick<BooksWorld, 'ctx' | 'database'>,
): Promise<number> {
  for (let readings = 0; ; readings += 1) {
    await processWebhooks(world.ctx);
    const [row] = await world.database.query<{ payload: unknown }>(
      `delete from outbox where id = (select id from outbox where name = 'records.sync' order by id limit 1) returning *`,
    );
    if (!row) return readings;
    await recordsSync(world.ctx, jobs['records.sync'].payload.parse(row.payload));
  }
}
