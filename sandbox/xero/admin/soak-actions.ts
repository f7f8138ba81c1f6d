import { z } from 'zod';
import type { JsonObject } from '../../kit/json.ts';
import { showContact } from '../api/show/contact.ts';
import { showCredit } from '../api/show/credit.ts';
import { showInvoice } from '../api/show/invoice.ts';
import { showBatch, showPayment } from '../api/show/payment.ts';
import type { Org } from '../books/org.ts';
import { playEdits } from '../random/edits.ts';
import { change, inTenant, look, orgIn, placeOf } from './action.ts';

const LARGEST_PAGE = 10_000;
const view = { form: 'one', unitdp: 4, base: '' } as const;

const DUMPS = {
  invoices: (org: Org) => org.invoices.list().map((one) => () => showInvoice(org, one, view)),
  contacts: (org: Org) => org.contacts.list().map((one) => () => showContact(org, one, 'full')),
  credits: (org: Org) => org.credits.list().map((one) => () => showCredit(org, one, view)),
  payments: (org: Org) => org.payments.list().map((one) => () => showPayment(org, one)),
  batches: (org: Org) => org.batches.list().map((one) => () => showBatch(org, one)),
} satisfies Record<string, (org: Org) => (() => JsonObject)[]>;

/** For long runs: edits by chance, and the whole truth to compare a mirror with. */
export const soakActions = {
  randomEdits: change(
    inTenant.extend({
      count: z.coerce.number().int().min(1).max(100_000),
      seed: z.coerce.number().int(),
    }),
    (box, { tenantId, count, seed }) => {
      const edits = playEdits(placeOf(box, tenantId), count, seed);
      const counts: Record<string, number> = {};
      for (const { action } of edits) counts[action] = (counts[action] ?? 0) + 1;
      return { edits, counts };
    },
  ),

  /** Records in the order they were made, in the form of a single read; go on with `from: next`. */
  dump: look(
    inTenant.extend({
      table: z.enum(Object.keys(DUMPS) as [keyof typeof DUMPS, ...(keyof typeof DUMPS)[]]),
      from: z.coerce.number().int().nonnegative().default(0),
      limit: z.coerce.number().int().min(1).max(LARGEST_PAGE).default(1000),
    }),
    (box, { tenantId, table, from, limit }) => {
      const all = DUMPS[table](orgIn(box, tenantId));
      const records = all.slice(from, from + limit).map((show) => show());
      const next = from + limit < all.length ? from + limit : null;
      return { table, total: all.length, records, next };
    },
  ),
};
