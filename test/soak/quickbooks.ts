import { REALM_A, startSandboxQuickBooks, type Admin } from '../../sandbox/quickbooks/index.ts';
import type { SoakBooks } from './books.ts';
import { pickTrouble } from './random.ts';

const VERIFIER_TOKEN = 'sim-verifier-token-0001';
const realmId = REALM_A;

/** What goes wrong between Intuit and its clients; each lasts until the next round makes its own. */
const troubles: ((admin: Admin) => Promise<unknown>)[] = [
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

const usual = {
  webhookDuplicates: 0,
  webhookReorder: false,
  webhookFormat: 'cloudevents',
  webhookSignature: 'good',
  webhooks: 'on',
  latencyMs: 0,
  // A round of the soak stands for three hours and takes less than a second: a token lives for some, or a call would see it expire twice.
  accessLifeSeconds: 12 * 3600,
  // A lost answer to a refresh costs nothing while the old token still works for a day (facts: QuickBooks 1.5).
  refreshGraceSeconds: 86_400,
} as const;

export const quickBooks = { name: 'QuickBooks', start };

async function start(): Promise<SoakBooks> {
  const sandbox = await startSandboxQuickBooks({ verifierToken: VERIFIER_TOKEN });
  const { admin, url } = sandbox;
  const calm = async (): Promise<void> => {
    await admin.clearFaults({});
    // In one step: a moment without grace would end the grant of whoever refreshes in it.
    await admin.setKnobs(usual);
  };
  return {
    key: 'quickbooks',
    settings: {
      QUICKBOOKS_CLIENT_ID: 'sandbox-client-id',
      QUICKBOOKS_CLIENT_SECRET: 'sandbox-client-secret',
      QUICKBOOKS_VERIFIER_TOKENS: VERIFIER_TOKEN,
      INTUIT_DISCOVERY_URL: `${url}/.well-known/openid_sandbox_configuration`,
      QUICKBOOKS_API_URL: url,
    },
    consent: async (page) => (await admin.consent({ url: page, realmId })).location,
    tellTo: async (webhooksUrl) =>
      void (await admin.setWebhookUrl({ url: `${webhooksUrl}/quickbooks` })),
    advanceClock: async (ms) => void (await admin.advanceClock({ ms })),
    edit: async (count, seed) => void (await admin.randomEdits({ realmId, count, seed })),
    calm,
    async makeTrouble(random) {
      await calm();
      await pickTrouble(troubles, random)?.(admin);
    },
    close: () => sandbox.close(),
  };
}
