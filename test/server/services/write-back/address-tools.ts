import type { CustomerId } from '../../../../domain/ids.ts';
import type { Context } from '../../../../server/services/context.ts';
import { changeCustomerEmail } from '../../../../server/services/customers/change-email.ts';
import { listWriteBackPage } from '../../../../server/services/write-back/list.ts';
import { applyRow, inBooks, realmId, rowsOf, type WriteBackWorld } from './write-back-world.ts';

export const OLD = 'old@bluebird.example';
export const NEW = 'new@bluebird.example';

/** What the suites about addresses do and look at. */
export function addressTools(getWorld: () => WriteBackWorld) {
  const ask = (id: CustomerId, email: string | null, expected: string | null = OLD) =>
    changeCustomerEmail(getWorld().ctx, getWorld().owner, id, { email, expected });
  return {
    ask,
    /** Asks and writes; the id of the write-back. */
    async change(
      id: CustomerId,
      email: string | null,
      options: { expected?: string; ctx?: Context } = {},
    ): Promise<string> {
      getWorld().tick();
      const row = await ask(id, email, options.expected ?? OLD);
      await applyRow(getWorld(), row.id, options.ctx);
      return row.id;
    },
    /** As the books hold it. */
    async addressOf(id: string): Promise<string | null> {
      const { PrimaryEmailAddr: field } = await inBooks(getWorld(), 'Customer', id);
      return (field as { Address: string } | undefined)?.Address ?? null;
    },
    async mirrored(id: string): Promise<string | null | undefined> {
      const rows = await getWorld().database.query<{ email: string | null }>(
        'select email from customer where id = $1',
        [id],
      );
      return rows[0]?.email;
    },
    rowOf: async (id: string) => (await rowsOf(getWorld(), 'id', id))[0],
    async listed(id: string) {
      const { ctx, owner } = getWorld();
      const { rows } = await listWriteBackPage(ctx, owner, { limit: 200 });
      return rows.find((row) => row.id === id);
    },
    setInBooks: (id: string, email: string) =>
      getWorld().sandbox.admin.setCustomerEmail({ realmId, id, email }),
  };
}
