import { z } from 'zod';
import type { FaultRule } from '../../kit/faults/rules.ts';
import type { Knobs } from '../knobs.ts';
import { DEFAULT_KNOBS } from '../knobs.ts';
import { seedOrgs } from '../seed/orgs.ts';
import { MOST_SMALL, seedSmall } from '../seed/small.ts';
import { change, id, look, nothing, orgIn } from './action.ts';

const DAY_MS = 86_400_000;

const fault = z.object({
  kind: z.enum([
    ...['status', 'html', 'throttle', 'delay', 'hang', 'drop'],
    ...['drop-after', 'hang-after', 'truncate'],
  ] as [FaultRule['kind'], ...FaultRule['kind'][]]),
  target: z.enum(['data', 'identity']).optional(),
  method: z.string().optional(),
  path: z.string().optional(),
  tenantId: id.optional(),
  skip: z.number().int().nonnegative().optional(),
  times: z.number().int().positive().optional(),
  status: z.number().int().optional(),
  body: z.string().optional(),
  contentType: z.string().optional(),
  delayMs: z.number().nonnegative().optional(),
  /** Of a throttle: minute (usual), day, concurrent, appminute. */
  problem: z.string().optional(),
  retryAfter: z.number().nullable().optional(),
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
  tenantId?: string | undefined;
} {
  return companyId === undefined ? rule : { ...rule, tenantId: companyId };
}

/** Clock, knobs, faults, journal. */
export const controlActions = {
  state: look(nothing, (box) => ({
    urls: box.urls,
    now: new Date(box.clock.now()).toISOString(),
    dayZero: box.dayZero,
    webhook: { url: box.sender.state.url, status: box.sender.state.status },
    organisations: [...box.orgs.values()].map((org) => ({
      tenantId: org.id,
      name: org.name,
      connected: box.grants.isConnected(org.id),
      offline: org.isOffline,
      invoices: org.invoices.size,
      contacts: org.contacts.size,
    })),
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
  addFault: change(fault, (box, { tenantId, ...input }) =>
    showFault(box.faults.add({ ...input, companyId: tenantId })),
  ),
  clearFaults: change(z.object({ id: z.string().optional() }).optional(), (box, input) => {
    box.faults.clear(input?.id);
    return { rules: box.faults.list.map(showFault) };
  }),

  journal: look(z.object({ tenantId: id.optional() }).optional(), (box, input) =>
    box.journal.read(input?.tenantId),
  ),
  clearJournal: change(nothing, (box) => {
    box.journal.clear();
    return { cleared: true };
  }),

  /** Counters of the limits start again. */
  resetLimits: change(nothing, (box) => {
    box.limits.forget();
    return { reset: true };
  }),

  setOffline: change(z.object({ tenantId: id, offline: z.boolean() }), (box, input) => {
    orgIn(box, input.tenantId).isOffline = input.offline;
    box.changed();
    return input;
  }),

  /** So many organisations without documents, besides the others; never fewer than before. */
  addOrganisations: change(
    z.object({ count: z.number().int().positive().max(MOST_SMALL) }),
    (box, { count }) => {
      box.small = Math.max(box.small, count);
      const all = seedSmall(box.small, () => box.clock.now());
      for (const org of all) if (!box.orgs.has(org.id)) box.orgs.set(org.id, org);
      box.changed();
      return { organisations: all.map(({ id, name }) => ({ tenantId: id, name })) };
    },
  ),

  /** Back to the sample organisations; connections and the signing key stay. */
  reset: change(z.object({ dayZero: z.iso.date().optional() }).optional(), (box, input) => {
    box.dayZero = input?.dayZero ?? box.dayZero;
    const fresh = seedOrgs(box.dayZero, box, () => box.clock.now());
    for (const [tenantId, org] of fresh) box.orgs.set(tenantId, org);
    box.changed();
    return { dayZero: box.dayZero };
  }),
};
