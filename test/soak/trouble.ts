import type { Soak } from './soak.ts';

export type Random = () => number;

/** The same numbers for the same seed (mulberry32), so that a soak that failed can be seen again. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

type Admin = Soak['quickBooks']['admin'];
type Trouble = (admin: Admin) => Promise<unknown>;

/** What goes wrong between a vendor and its clients; each lasts until the next round makes its own. */
const troubles: Trouble[] = [
  (admin) => admin.addFault({ target: 'data', kind: 'status', status: 503, times: 3 }),
  (admin) => admin.addFault({ target: 'data', kind: 'throttle' }),
  (admin) => admin.addFault({ target: 'data', kind: 'drop', times: 2 }),
  (admin) => admin.addFault({ target: 'data', kind: 'drop-after', times: 2 }),
  (admin) => admin.addFault({ target: 'data', kind: 'truncate', times: 2 }),
  (admin) => admin.addFault({ target: 'data', kind: 'html', times: 2 }),
  (admin) => admin.addFault({ target: 'identity', kind: 'drop-after' }),
  (admin) => admin.expireAccessTokens({}),
  (admin) => admin.setKnobs({ webhookDuplicates: 1, webhookReorder: true }),
  (admin) => admin.setKnobs({ webhooks: 'off' }),
  (admin) => admin.setKnobs({ webhookFormat: 'legacy' }),
  (admin) => admin.setKnobs({ webhookSignature: 'wrong' }),
  (admin) => admin.setKnobs({ latencyMs: 150 }),
];

export async function makeTrouble({ quickBooks }: Soak, random: Random): Promise<void> {
  await quickBooks.admin.clearFaults({});
  await calm(quickBooks.admin);
  if (random() < 0.4) return;
  await troubles[Math.floor(random() * troubles.length)]?.(quickBooks.admin);
}

const usual = {
  webhookDuplicates: 0,
  webhookReorder: false,
  webhookFormat: 'cloudevents',
  webhookSignature: 'good',
  webhooks: 'on',
  latencyMs: 0,
  // A lost answer to a refresh costs nothing while the old token still works for a day (facts: QuickBooks 1.5).
  refreshGraceSeconds: 86_400,
};

/** In one step: a moment without grace would end the grant of whoever refreshes in it. */
export async function calm(admin: Admin): Promise<void> {
  await admin.setKnobs(usual);
}
