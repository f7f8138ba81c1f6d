import { z } from 'zod';
import type { FaultRule } from '../../kit/faults/rules.ts';
import type { Knobs } from '../knobs.ts';
import { DEFAULT_KNOBS } from '../knobs.ts';
import { decide, readAuthorization } from '../identity/authorize.ts';
import { REALM_A, seedRealms } from '../seed/realms.ts';
import { PEOPLE } from '../identity/people.ts';
import { change, id, look, nothing } from './action.ts';

const DAY_MS = 86_400_000;

const fault = z.object({
  kind: z.enum([
    'status',
    'html',
    'throttle',
    'delay',
    'hang',
    'drop',
    'drop-after',
    'hang-after',
    'truncate',
  ]),
  target: z.enum(['data', 'identity', 'files']).optional(),
  method: z.string().optional(),
  path: z.string().optional(),
  realmId: id.optional(),
  skip: z.number().int().nonnegative().optional(),
  times: z.number().int().positive().optional(),
  status: z.number().int().optional(),
  body: z.string().optional(),
  contentType: z.string().optional(),
  delayMs: z.number().nonnegative().optional(),
});

const jump = z.object({
  ms: z.number().optional(),
  seconds: z.number().optional(),
  days: z.number().optional(),
});

const knobValues = z.record(z.string(), z.json()).superRefine((values, context) => {
  for (const name of Object.keys(values)) {
    if (!(name in DEFAULT_KNOBS))
      context.addIssue({ code: 'custom', path: [name], message: 'no such knob' });
  }
});

function showFault({ companyId, ...rule }: FaultRule): Omit<FaultRule, 'companyId'> & {
  realmId?: string | undefined;
} {
  return companyId === undefined ? rule : { ...rule, realmId: companyId };
}

/** Clock, knobs, faults, journal, connections and webhooks. */
export const controlActions = {
  state: look(nothing, (box) => ({
    url: box.publicUrl,
    now: new Date(box.clock.now()).toISOString(),
    dayZero: box.dayZero,
    webhookUrl: box.sender.state.url,
    companies: [...box.realms.values()].map((realm) => ({
      realmId: realm.id,
      name: realm.name,
      suspended: realm.suspended,
      connected: box.grants.isConnected(realm.id),
      invoices: realm.table('Invoice').size,
      customers: realm.table('Customer').size,
    })),
    usage: box.meter.usage,
  })),

  knobs: look(nothing, (box) => ({ ...box.knobs })),

  setKnobs: change(knobValues, (box, input) => {
    Object.assign(box.knobs, input);
    return { ...box.knobs };
  }),

  resetKnobs: change(nothing, (box): Knobs => Object.assign(box.knobs, DEFAULT_KNOBS)),

  clock: look(nothing, (box) => ({
    now: new Date(box.clock.now()).toISOString(),
    offsetMs: box.clock.offsetMs,
  })),

  advanceClock: change(jump, (box, { ms = 0, seconds = 0, days = 0 }) => {
    box.clock.advance(ms + seconds * 1000 + days * DAY_MS);
    box.changed();
    return { now: new Date(box.clock.now()).toISOString() };
  }),

  setClock: change(z.object({ now: z.iso.datetime({ offset: true }) }), (box, { now }) => {
    box.clock.set(Date.parse(now));
    box.changed();
    return { now: new Date(box.clock.now()).toISOString() };
  }),

  faults: look(nothing, (box) => ({ rules: box.faults.list.map(showFault) })),
  addFault: change(fault, (box, { realmId, ...input }) =>
    showFault(box.faults.add({ ...input, companyId: realmId })),
  ),
  clearFaults: change(z.object({ id: z.string().optional() }).optional(), (box, input) => {
    box.faults.clear(input?.id);
    return { rules: box.faults.list.map(showFault) };
  }),

  journal: look(z.object({ realmId: id.optional() }).optional(), (box, input) =>
    box.journal.read(input?.realmId),
  ),
  clearJournal: change(nothing, (box) => {
    box.journal.clear();
    return { cleared: true };
  }),

  usage: look(nothing, (box) => box.meter.usage),

  /** Presses Connect (or Cancel) for a person; answers the address the browser would be sent to. */
  consent: change(
    z.object({
      url: z.string(),
      realmId: id.default(REALM_A),
      person: z.string().default(PEOPLE[0]?.sub ?? ''),
      approve: z.boolean().default(true),
    }),
    (box, { url, ...decision }) => {
      const fields = Object.fromEntries(new URL(url).searchParams);
      return { location: decide(box, readAuthorization(box, fields), decision) };
    },
  ),

  /** The owner disconnects the app inside QuickBooks: tokens die at once, no webhook says so. */
  disconnect: change(z.object({ realmId: id }), (box, { realmId }) => {
    const ended = box.grants.disconnect(realmId);
    box.changed();
    return { ended };
  }),

  expireAccessTokens: change(z.object({ realmId: id.optional() }).optional(), (box, input) => {
    box.grants.expireAccess(input?.realmId);
    box.changed();
    return { expired: true };
  }),

  webhooks: look(nothing, (box) => ({ ...box.sender.state, history: box.sender.history })),

  setWebhookUrl: change(z.object({ url: z.url().nullable() }), (box, { url }) => {
    box.sender.setUrl(url);
    return { url };
  }),

  /** Posts a body as it is, signed unless a signature is given: for receivers' tests of odd content. */
  sendWebhook: change(
    z.object({ body: z.string(), signature: z.string().optional() }),
    async (box, { body, signature }) => ({
      status: await box.sender.sendRaw(body, signature),
    }),
  ),

  addWebhookFault: change(
    z.strictObject({
      kind: z.enum(['lose', 'double', 'delay', 'reorder']),
      skip: z.number().int().nonnegative().optional(),
      times: z.number().int().positive().optional(),
      delayMs: z.number().nonnegative().optional(),
    }),
    (box, input) => box.sender.faults.add(input),
  ),
  webhookFaults: look(nothing, (box) => ({ rules: box.sender.faults.list })),
  clearWebhookFaults: change(nothing, (box) => {
    box.sender.faults.clear();
    return { rules: box.sender.faults.list };
  }),

  flushWebhooks: change(nothing, async (box) => {
    await box.sender.flush();
    const { pending, current } = box.sender.state;
    return { waiting: pending.length + (current?.events ?? 0) };
  }),

  /** Back to the sample companies; connections and the signing key stay. */
  reset: change(z.object({ dayZero: z.iso.date().optional() }).optional(), (box, input) => {
    box.dayZero = input?.dayZero ?? box.dayZero;
    for (const [realmId, realm] of seedRealms(box.dayZero, box.generated))
      box.realms.set(realmId, realm);
    box.changed();
    return { dayZero: box.dayZero };
  }),
};
